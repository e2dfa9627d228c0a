import { apiHandler, lazy } from '@cartless/lambda';
import { startPayment } from '../start-payment.ts';
import { orders } from '../../service.ts';
import { payments } from '../payments-service.ts';
import { route } from './route.ts';

const start = /* @__PURE__ */ lazy(() => startPayment({ ...orders(), payments: payments() }));

export const handler = apiHandler(route, ({ params }, { caller }) =>
  start()({ orderId: params.orderId, userId: caller.userId }),
);
