import type { OrderChange } from '../ordering/order-change.ts';
import type { Order, Refund } from '../ordering/order.ts';
import { PaymentNotRecordedYet, RefundTooLarge, TooManyRefunds } from './errors.ts';
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

/** What the provider gave back for one refund, and what went back of its payment in all. */
export type GivenBack = Readonly<{ amount: number; inAll: number }>;

/**
 * The provider took a refund: it is done, with what was given for it. That is less than was owed when somebody gave
 * back part of the payment in the provider's dashboard at the same time; that part is noted in the same write.
 * Undefined when it was done before.
 */
export function settle(order: Order, key: string, at: number, given: GivenBack): OrderChange | undefined {
  const refund = order.refunds.find((one) => one.key === key);
  if (refund === undefined || refund.doneAt !== undefined) return undefined;
  const done = {
    ...refund,
    ...(given.amount < refund.amount && { amount: given.amount, asked: refund.amount }),
    doneAt: at,
  };
  const settled = { ...order, refunds: order.refunds.map((one) => (one.key === key ? done : one)) };
  const noted = notedOf(settled, { intent: refund.intent, refundedInAll: given.inAll, at });
  return refunded(settled, { intent: refund.intent, noted, given: done.amount, refundedAt: at, at });
}

/** What the provider says went back of one payment, all refunds together. */
export type ProviderRefund = Readonly<{ intent: string; refundedInAll: number; at: number }>;

/**
 * Notes money that went back at the provider without the shop having asked for it (in its dashboard, say), so that
 * the shop never believes to hold more than it does. Undefined when all of it is known.
 *
 * @throws AppError PAYMENT_NOT_RECORDED_YET when the payment itself has not been heard of
 */
export function note(order: Order, refund: ProviderRefund, at: number): OrderChange | undefined {
  if (!order.captures.some(({ intent }) => intent === refund.intent)) throw PaymentNotRecordedYet();
  const noted = notedOf(order, refund);
  return noted === undefined
    ? undefined
    : refunded(order, { intent: refund.intent, noted, given: 0, refundedAt: refund.at, at });
}

/** The order with a refund that was noted, and the fact of it and of what was given for our own. */
function refunded(
  order: Order,
  told: Readonly<{
    intent: string;
    noted: Refund | undefined;
    given: number;
    refundedAt: number;
    at: number;
  }>,
): OrderChange {
  const { intent, noted, given, refundedAt, at } = told;
  const amount = given + (noted?.amount ?? 0);
  const { unearned, currency = order.currency } = marksOf(order, intent);
  return {
    state: { ...order, refunds: noted === undefined ? order.refunds : withNoted(order.refunds, noted) },
    facts: [
      unearned
        ? { type: 'payment-returned', at, returned: { amount, currency }, returnedAt: refundedAt }
        : { type: 'order-refunded', at, refund: amount, refundedAt },
    ],
  };
}

/** A payment that did not fit the order has been owed back from the moment it was known. */
function marksOf(order: Order, intent: string): Pick<Refund, 'unearned' | 'currency'> {
  const misfit = order.refunds.find((refund) => refund.intent === intent && refund.unearned);
  if (misfit === undefined) return {};
  return { unearned: true, ...(misfit.currency !== undefined && { currency: misfit.currency }) };
}

const BY_HAND = 'given back at the provider';

/** What went back of a payment and nobody here knows of, as a refund that is done; undefined when all is known. */
function notedOf(order: Order, { intent, refundedInAll, at }: ProviderRefund): Refund | undefined {
  const known = order.refunds.filter((refund) => refund.intent === intent);
  const unknown = refundedInAll - known.reduce((sum, { amount }) => sum + amount, 0);
  const amount = Math.min(unknown, refundableOf(order, intent));
  if (amount <= 0) return undefined;
  return {
    ...partOf(order, intent, amount, { reason: BY_HAND, at }),
    ...marksOf(order, intent),
    doneAt: at,
  };
}

/** What happened at the provider cannot be refused: past the limit it is added to what was noted before. */
function withNoted(refunds: readonly Refund[], noted: Refund): readonly Refund[] {
  const last = refunds.findLast(({ reason, intent }) => reason === BY_HAND && intent === noted.intent);
  if (refunds.length < MOST_REFUNDS || last === undefined) return [...refunds, noted];
  return refunds.map((one) =>
    one === last ? { ...one, amount: one.amount + noted.amount, doneAt: noted.owedAt } : one,
  );
}

const partOf = (order: Order, intent: string, amount: number, { reason, at, request }: Why): Refund => ({
  key: `refund-${order.orderId}-${order.refunds.length + 1}`,
  intent,
  amount,
  reason,
  owedAt: at,
  ...(request !== undefined && { request }),
});
