import { RETURN_WINDOW_MS } from '../returns/return-window.ts';
import { type Order, payUntil } from './order.ts';

/** What was paid on the page in time may be told somewhat later, and is not to be given back for that. */
const TELLING_MS = 3 * 60_000;

/** What the clock will do to an order: cancel it unpaid, or complete it. */
export type Due = Readonly<{ what: 'pay' | 'complete'; at: number }>;

/** What is due for an order in its present state, if anything. */
export function dueOf(order: Order): Due | undefined {
  const until = payUntil(order);
  if (order.status === 'placed' && until !== null) {
    return { what: 'pay', at: until + (order.pageUntil === undefined ? 0 : TELLING_MS) };
  }
  if (order.status !== 'delivered') return undefined;
  return { what: 'complete', at: order.deliveredAt + RETURN_WINDOW_MS };
}
