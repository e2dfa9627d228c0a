import { log, taskHandler } from '@cartless/lambda';
import { publishCount } from '@cartless/lambda/metrics';
import { findDue } from '../../adapters/due-orders.ts';
import { settleDue } from '../../application/settle-due.ts';
import { sweepOrders } from '../../application/sweep-orders.ts';
import { now, orders, store } from '../../container.ts';

const sweep = () =>
  sweepOrders({
    findDue: findDue(store()),
    settleDue: settleDue(orders),
    failed: (orderId, error) => log.error('what is due for an order failed', { orderId, error }),
    now,
  })();

export const handler = taskHandler('sweep-orders', async () => {
  const counts = await sweep();
  publishCount('DueOrdersSettled', counts.settled);
  publishCount('DueOrdersFailed', counts.failed);
  return counts;
});
