import { apiHandler, lazy } from '@cartless/lambda';
import { answerUpdate } from '../receive-update.ts';
import { clock, codes, poll, shipments, webhooks } from '../../service.ts';
import { route } from './route.ts';

const receive = /* @__PURE__ */ lazy(() =>
  answerUpdate({ shipments: shipments(), codes: codes(), webhooks: webhooks(), poll: poll(), clock }),
);

export const handler = apiHandler(route, ({ headers, rawBody }) =>
  receive()(headers as Record<string, string>, rawBody),
);
