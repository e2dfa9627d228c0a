import { type Change, moved, revised, type Step } from './change-order.ts';
import { OrderNotNumberedYet } from './errors.ts';
import type { Capture, Order } from './order.ts';
import { withRefundOf } from './refund-order.ts';

/**
 * Money arrived for an order. It pays a placed order; what arrives for an order that is cancelled, or was paid
 * before, is owed back. Undefined when this payment is known already.
 *
 * @throws AppError ORDER_NOT_NUMBERED_YET when a placed order still waits for its number
 */
export function payOrder(order: Order, capture: Capture, step: Step): Change | undefined {
  if (order.captures.some(({ intent }) => intent === capture.intent)) return undefined;
  const captures = [...order.captures, capture];
  if (order.status === 'placed' && order.paymentMethod === 'card') {
    if (order.orderNumber === null) throw OrderNotNumberedYet();
    return moved(order, 'paid', step, { captures }, 'order-paid');
  }
  const why = { reason: 'not payable any more', at: step.at };
  const refunds = withRefundOf({ ...order, captures }, capture.intent, why);
  return revised(order, { captures, refunds }, 'refund-owed');
}
