import { apiHandler, readConfig } from '@cartless/lambda';
import { easypostWebhook } from '../../adapters/easypost/easypost-webhook.ts';
import { receiveUpdate } from '../../application/receive-update.ts';
import { WebhookConfig } from '../../config.ts';
import { clock, codes, poll, shipments } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { route } from './route.ts';

const receive = lazy(() => {
  const webhooks = [easypostWebhook(readConfig(WebhookConfig).CARRIER_WEBHOOK_SECRET)];
  return receiveUpdate({ shipments: shipments(), codes: codes(), webhooks, poll: poll(), clock });
});

export const handler = apiHandler(route, async ({ headers, rawBody }) => ({
  outcome: await receive()(headers, rawBody),
}));
