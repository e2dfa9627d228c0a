import { apiHandler, lazy } from '@cartless/lambda';
import { receiveUpdate } from '../receive-update.ts';
import { clock, codes, poll, shipments, webhooks } from '../../service.ts';
import { route } from './route.ts';

const receive = /* @__PURE__ */ lazy(() =>
  receiveUpdate({ shipments: shipments(), codes: codes(), webhooks: webhooks(), poll: poll(), clock }),
);

export const handler = apiHandler(route, async ({ headers, rawBody }) => ({
  outcome: await receive()(headers as Record<string, string>, rawBody),
}));
