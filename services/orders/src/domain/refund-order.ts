import { type Change, revised } from './change-order.ts';
import { PaymentNotRecordedYet, RefundTooLarge } from './errors.ts';
import { refundable, refundableOf } from './money-kept.ts';
import type { Order, Refund } from './order.ts';

type Why = Readonly<{ reason: string; at: number; request?: string | undefined }>;

/**
 * Divides an amount to give back over the payments of an order, oldest first. Every part has a key of its own, derived
 * from the order, so that asking the provider twice gives back once.
 *
 * @throws AppError REFUND_TOO_LARGE when that much did not arrive, or went back already
 */
export function withRefund(order: Order, amount: number, why: Why): readonly Refund[] {
  if (amount > refundable(order)) throw RefundTooLarge({ details: { refundable: refundable(order) } });
  let refunds = order.refunds;
  let left = amount;
  for (const intent of new Set(order.captures.map((capture) => capture.intent))) {
    const part = Math.min(left, refundableOf(order, intent));
    if (part > 0) refunds = [...refunds, partOf({ ...order, refunds }, intent, part, why)];
    left -= part;
  }
  return refunds;
}

/** The refunds with all of one payment. */
export const withRefundOf = (order: Order, intent: string, why: Why): readonly Refund[] => [
  ...order.refunds,
  partOf(order, intent, refundableOf(order, intent), why),
];

/** The refunds with whatever is still kept of the order's money. */
export const withRefundOfAll = (order: Order, why: Why): readonly Refund[] =>
  refundable(order) > 0 ? withRefund(order, refundable(order), why) : order.refunds;

/** An administrator gives money back; the state of the order stays. */
export const owe = (order: Order, amount: number, why: Why): Change =>
  revised(order, { refunds: withRefund(order, amount, why) }, 'refund-owed');

/** What the provider gave back for one refund, and what went back of its payment in all. */
export type GivenBack = Readonly<{ amount: number; inAll: number }>;

/**
 * The provider took a refund: it is done, with what was given for it. That is less than was owed when somebody gave
 * back part of the payment in the provider's dashboard at the same time; that part is noted in the same write.
 * Undefined when it was done before.
 */
export function settleRefund(order: Order, key: string, at: number, given: GivenBack): Change | undefined {
  const refund = order.refunds.find((one) => one.key === key);
  if (refund === undefined || refund.doneAt !== undefined) return undefined;
  const done = {
    ...refund,
    ...(given.amount < refund.amount && { amount: given.amount, asked: refund.amount }),
    doneAt: at,
    version: order.version + 1,
  };
  const settled = { ...order, refunds: order.refunds.map((one) => (one.key === key ? done : one)) };
  const { intent } = refund;
  const refunds = [...settled.refunds, ...notedOf(settled, { intent, refundedInAll: given.inAll, at })];
  return revised(order, { refunds }, 'order-refunded');
}

/** What the provider says went back of one payment, all refunds together. */
export type ProviderRefund = Readonly<{ intent: string; refundedInAll: number; at: number }>;

/**
 * Notes money that went back at the provider without the shop having asked for it (in its dashboard, say), so that
 * the shop never believes to hold more than it does. Undefined when all of it is known.
 *
 * @throws AppError PAYMENT_NOT_RECORDED_YET when the payment itself has not been heard of
 */
export function noteRefund(order: Order, refund: ProviderRefund): Change | undefined {
  if (!order.captures.some(({ intent }) => intent === refund.intent)) throw PaymentNotRecordedYet();
  const noted = notedOf(order, refund);
  return noted.length === 0
    ? undefined
    : revised(order, { refunds: [...order.refunds, ...noted] }, 'order-refunded');
}

/** What went back of a payment and nobody here knows of, as a refund that is done; empty when all is known. */
function notedOf(order: Order, { intent, refundedInAll, at }: ProviderRefund): readonly Refund[] {
  const known = order.refunds.filter((refund) => refund.intent === intent);
  const unknown = refundedInAll - known.reduce((sum, { amount }) => sum + amount, 0);
  const amount = Math.min(unknown, refundableOf(order, intent));
  if (amount <= 0) return [];
  const part = partOf(order, intent, amount, { reason: 'given back at the provider', at });
  return [{ ...part, doneAt: at, version: order.version + 1 }];
}

const partOf = (order: Order, intent: string, amount: number, { reason, at, request }: Why): Refund => ({
  key: `refund-${order.orderId}-${order.refunds.length + 1}`,
  intent,
  amount,
  reason,
  owedAt: at,
  ...(request !== undefined && { request }),
});
