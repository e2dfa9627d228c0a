import { apiHandler } from '@cartless/lambda';
import { startPayment } from '../../application/start-payment.ts';
import { orders } from '../../container.ts';
import { lazy } from '../../lazy.ts';
import { payments } from '../../payments.ts';
import { route } from './route.ts';

const start = /* @__PURE__ */ lazy(() => startPayment({ ...orders, payments: payments() }));

export const handler = apiHandler(route, ({ params }, { caller }) =>
  start()({ orderId: params.orderId, userId: caller.userId }),
);
