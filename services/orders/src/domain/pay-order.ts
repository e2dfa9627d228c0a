import { type Change, moved, revised, type Step } from './change-order.ts';
import { OrderNotNumberedYet } from './errors.ts';
import type { Capture, Order } from './order.ts';
import { withRefund } from './refund-order.ts';

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
  const refunds = withRefund({ ...order, captures }, capture.amount, 'not payable any more', step.at);
  return revised(order, { captures, refunds: ownIntent(refunds, order, capture) }, 'refund-owed');
}

/** Gives back the very payment that was too much, not an older one. */
const ownIntent = (refunds: Order['refunds'], order: Order, capture: Capture): Order['refunds'] => [
  ...order.refunds,
  ...refunds.slice(order.refunds.length, order.refunds.length + 1).map((refund) => ({
    ...refund,
    intent: capture.intent,
    amount: capture.amount,
  })),
];
