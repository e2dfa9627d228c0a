import { log, taskHandler } from '@cartless/lambda';
import { findDue } from '../../adapters/due-orders.ts';
import { settleDue } from '../../application/settle-due.ts';
import { sweepOrders } from '../../application/sweep-orders.ts';
import { now, orders, store } from '../../container.ts';

export const handler = taskHandler('sweep-orders', () =>
  sweepOrders({
    findDue: findDue(store()),
    settleDue: settleDue(orders),
    failed: (orderId, error) => log.error('what is due for an order failed', { orderId, error }),
    now,
  })(),
);
