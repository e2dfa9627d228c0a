import type { OrderChange } from '../ordering/order-change.ts';
import type { Order, Refund } from '../ordering/order.ts';
import { RefundTooLarge, TooManyRefunds } from './errors.ts';
import { refundable, refundableOf } from './money-kept.ts';

type Why = Readonly<{ reason: string; at: number; request?: string | undefined }>;

/** An order is one item: administrators can give back so many times, and what has to go back by itself still finds room. */
export const MOST_REFUNDS = 50;

/**
 * Divides an amount to give back over the payments of an order, oldest first. Every part has a key of its own, derived
 * from the order, so that asking the provider twice gives back once.
 *
 * @throws AppError REFUND_TOO_LARGE when that much did not arrive, or went back already
 */
export function refundOf(order: Order, amount: number, why: Why): readonly Refund[] {
  if (amount > refundable(order)) throw RefundTooLarge({ details: { refundable: refundable(order) } });
  let refunds = order.refunds;
  let left = amount;
  const earned = order.captures.filter(({ currency }) => currency === undefined);
  for (const intent of new Set(earned.map((capture) => capture.intent))) {
    const part = Math.min(left, refundableOf(order, intent));
    if (part > 0) refunds = [...refunds, partOf({ ...order, refunds }, intent, part, why)];
    left -= part;
  }
  return refunds;
}

/** The refunds with all of a payment that did not fit the order. */
export function refundPayment(order: Order, intent: string, why: Why): readonly Refund[] {
  const currency = order.captures.find((capture) => capture.intent === intent)?.currency;
  const refund = partOf(order, intent, refundableOf(order, intent), why);
  return [...order.refunds, { ...refund, unearned: true, ...(currency !== undefined && { currency }) }];
}

/** The refunds with whatever is still kept of the order's money. */
export const refundAll = (order: Order, why: Why): readonly Refund[] =>
  refundable(order) > 0 ? refundOf(order, refundable(order), why) : order.refunds;

/**
 * An administrator gives money back; the state of the order stays.
 * @throws AppError REFUND_TOO_LARGE, TOO_MANY_REFUNDS
 */
export function giveBack(order: Order, amount: number, why: Why): OrderChange {
  const refunds = refundOf(order, amount, why);
  if (refunds.length > MOST_REFUNDS) throw TooManyRefunds({ details: { limit: MOST_REFUNDS } });
  return { state: { ...order, refunds }, facts: [{ type: 'refund-owed', at: why.at }] };
}

/** A refund of a part of a payment, with the next key of the order. */
export const partOf = (
  order: Order,
  intent: string,
  amount: number,
  { reason, at, request }: Why,
): Refund => ({
  key: `refund-${order.orderId}-${order.refunds.length + 1}`,
  intent,
  amount,
  reason,
  owedAt: at,
  ...(request !== undefined && { request }),
});
