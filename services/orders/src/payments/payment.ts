import type { OrderChange, Step } from '../ordering/order-change.ts';
import { historyWith } from '../ordering/order-status.ts';
import type { Capture, Order } from '../ordering/order.ts';
import { OrderNotNumberedYet } from './errors.ts';
import { refundPayment } from './refund.ts';

/**
 * Money arrived for an order. It pays a placed order; what arrives for an order that is cancelled, or was paid
 * before, is owed back. Undefined when this payment is known already.
 *
 * @throws AppError ORDER_NOT_NUMBERED_YET when a placed order still waits for its number
 */
export function pay(order: Order, capture: Capture, step: Step): OrderChange | undefined {
  if (order.captures.some(({ intent }) => intent === capture.intent)) return undefined;
  const captures = [...order.captures, capture];
  const { at } = step;
  if (order.status === 'placed' && order.paymentMethod === 'card') {
    const { orderNumber } = order;
    if (orderNumber === null) throw OrderNotNumberedYet();
    return {
      state: { ...order, orderNumber, status: 'paid', captures, history: historyWith(order, 'paid', step) },
      facts: [{ type: 'order-paid', at, paidAt: capture.at }],
    };
  }
  const refunds = refundPayment({ ...order, captures }, capture.intent, {
    reason: 'not payable any more',
    at,
  });
  return { state: { ...order, captures, refunds }, facts: [{ type: 'refund-owed', at }] };
}
