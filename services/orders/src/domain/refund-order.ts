import { type Change, revised } from './change-order.ts';
import { RefundTooLarge } from './errors.ts';
import { refundable, refundableOf } from './money-kept.ts';
import type { Order, Refund } from './order.ts';

/**
 * Divides an amount to give back over the payments of an order, oldest first. Every part has a key of its own, derived
 * from the order, so that asking the provider twice gives back once.
 *
 * @throws AppError REFUND_TOO_LARGE when that much did not arrive, or went back already
 */
export function withRefund(order: Order, amount: number, reason: string, at: number): readonly Refund[] {
  if (amount > refundable(order)) throw RefundTooLarge({ details: { refundable: refundable(order) } });
  const refunds = [...order.refunds];
  let left = amount;
  for (const intent of new Set(order.captures.map((capture) => capture.intent))) {
    const part = Math.min(left, refundableOf(order, intent));
    if (part <= 0) continue;
    const key = `refund-${order.orderId}-${refunds.length + 1}`;
    refunds.push({ key, intent, amount: part, reason, owedAt: at });
    left -= part;
  }
  return refunds;
}

/** The refunds with whatever is still kept of the order's money. */
export const withRefundOfAll = (order: Order, reason: string, at: number): readonly Refund[] =>
  refundable(order) > 0 ? withRefund(order, refundable(order), reason, at) : order.refunds;

/** An administrator gives money back; the state of the order stays. */
export const owe = (order: Order, amount: number, reason: string, at: number): Change =>
  revised(order, { refunds: withRefund(order, amount, reason, at) }, 'refund-owed');

/** The provider took a refund: it is done. Undefined when it was done before. */
export function settleRefund(order: Order, key: string, at: number): Change | undefined {
  const refund = order.refunds.find((one) => one.key === key);
  if (refund === undefined || refund.doneAt !== undefined) return undefined;
  const done = { ...refund, doneAt: at, version: order.version + 1 };
  const refunds = order.refunds.map((one) => (one.key === key ? done : one));
  return revised(order, { refunds }, 'order-refunded');
}
