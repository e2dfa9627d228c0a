import { type Change, moved, type Step } from './change-order.ts';
import type { Order } from './order.ts';

/** Dispatch follows payment, or placing where the money comes on delivery. */
const ready = (order: Order): boolean =>
  order.status === 'paid' || (order.status === 'placed' && order.paymentMethod === 'cod');

/** The parcel left. Undefined when that changes nothing any more. */
export const shipOrder = (order: Order, step: Step): Change | undefined =>
  ready(order) ? moved(order, 'shipped', step) : undefined;

/**
 * The parcel arrived; cash on delivery is paid by that. Undefined when that changes nothing any more.
 * A dispatch that was not heard of is added to the history.
 */
export function deliverOrder(order: Order, step: Step): Change | undefined {
  if (order.status !== 'shipped' && !ready(order)) return undefined;
  const history =
    order.status === 'shipped'
      ? order.history
      : [...order.history, { status: 'shipped' as const, at: step.at, by: step.by }];
  if (order.paymentMethod === 'card') return moved(order, 'delivered', step, { history });
  const captures = [...order.captures, { intent: 'cash', amount: order.total, at: step.at }];
  return moved(order, 'delivered', step, { history, captures }, 'order-paid');
}
