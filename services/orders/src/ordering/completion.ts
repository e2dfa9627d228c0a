import type { OrderChange, Step } from './order-change.ts';
import { historyWith, movable } from './order-status.ts';
import type { Order } from './order.ts';

/** The shopper has the goods and keeps them. @throws AppError ORDER_CANNOT_MOVE */
export function complete(order: Order, step: Step): OrderChange {
  const from = movable(order, 'completed');
  const { at } = step;
  return {
    state: { ...from, status: 'completed', completedAt: at, history: historyWith(from, 'completed', step) },
    facts: [{ type: 'order-completed', at }],
  };
}
