import { apiHandler, lazy, readConfig } from '@cartless/lambda';
import { WebhookConfig } from '../../config.ts';
import { messageSender } from '@cartless/lambda/message-sender';
import { ground } from '../../service.ts';
import { keepPaymentEvent } from '../payment-events-store.ts';
import { paymentWebhooks } from '../payment-providers.ts';
import { receivePayment } from '../receive-payment.ts';
import { route } from './route.ts';

const receive = /* @__PURE__ */ lazy(() => {
  const { items, now } = ground();
  const { PAYMENTS_QUEUE_URL, DISPUTES_QUEUE_URL } = readConfig(WebhookConfig);
  const [send, sendDispute] = [messageSender(PAYMENTS_QUEUE_URL), messageSender(DISPUTES_QUEUE_URL)];
  return receivePayment({
    webhooks: paymentWebhooks(),
    keep: keepPaymentEvent(items, now),
    queue: (eventId) => send(JSON.stringify({ eventId })),
    queueDispute: (eventId) => sendDispute(JSON.stringify({ eventId })),
    now,
  });
});

export const handler = apiHandler(route, async ({ headers, rawBody }) => {
  await receive()({ headers: headers as Record<string, string>, body: rawBody });
  return { received: true as const };
});
