import { lazy, log, taskHandler } from '@cartless/lambda';
import { publishCount } from '@cartless/lambda/metrics';
import { ground, undelivered } from '../../service.ts';
import { sweeping } from '../ordering-service.ts';

const sweep = /* @__PURE__ */ lazy(() =>
  sweeping(
    ground(),
    (orderId, error) => log.error('what is due for an order failed', { orderId, error }),
    undelivered().undelivered,
  ),
);

export const handler = taskHandler('sweep-orders', async () => {
  const counts = await sweep()();
  publishCount('DueOrdersSettled', counts.settled);
  publishCount('OrdersNumberedLate', counts.numbered);
  publishCount('DueOrdersFailed', counts.failed);
  return counts;
});
