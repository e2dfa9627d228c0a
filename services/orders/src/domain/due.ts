import { enteredAt, type Order } from './order.ts';

const DAY = 86_400_000;

/** How long after delivery a shopper can ask to return goods; then the order completes by itself. */
export const RETURN_WINDOW_MS = 7 * DAY;

/** What the clock will do to an order: cancel it unpaid, or complete it. */
export type Due = Readonly<{ what: 'pay' | 'complete'; at: number }>;

/** What is due for an order in its present state, if anything. */
export function dueOf(order: Order): Due | undefined {
  if (order.status === 'placed' && order.payBy !== null) return { what: 'pay', at: order.payBy };
  if (order.status !== 'delivered') return undefined;
  return { what: 'complete', at: (enteredAt(order, 'delivered') ?? order.placedAt) + RETURN_WINDOW_MS };
}
