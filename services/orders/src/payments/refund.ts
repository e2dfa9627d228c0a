import type { OrderChange } from '../ordering/order-change.ts';
import type { Order, Refund } from '../ordering/order.ts';
import {
  PaymentNotRecordedYet,
  RefundNotFound,
  RefundNotPayable,
  RefundTooLarge,
  TooManyRefunds,
} from './errors.ts';
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

/** Where a refund stands. */
export const REFUND_STATUSES = ['owed', 'sent', 'done', 'failed'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];
export function statusOf({ doneAt, failed, sentAt }: Refund): RefundStatus {
  if (doneAt !== undefined) return 'done';
  if (failed !== undefined) return 'failed';
  return sentAt === undefined ? 'owed' : 'sent';
}

/** What the provider gave back for one refund, and what went back of its payment in all. */
export type GivenBack = Readonly<{ amount: number; inAll: number }>;

/** The order with one of its refunds changed. */
const changed = (order: Order, key: string, change: (refund: Refund) => Refund): Order => ({
  ...order,
  refunds: order.refunds.map((refund) => (refund.key === key ? change(refund) : refund)),
});

/** What did not go through is owed again, whatever became of it before. */
const open = ({ sentAt: _s, doneAt: _d, failed: _f, ...refund }: Refund): Refund => refund;

/**
 * A refund arrived: it is done, with what was given for it. That is less than was owed when somebody gave back part of
 * the payment in the provider's dashboard at the same time; that part is noted in the same write. Undefined when it was
 * done before, or has failed, after which nothing arrives any more.
 */
export function settle(order: Order, key: string, at: number, given: GivenBack): OrderChange | undefined {
  const refund = order.refunds.find((one) => one.key === key);
  if (refund === undefined || !['owed', 'sent'].includes(statusOf(refund))) return undefined;
  const settled = changed(order, key, (one) => ({
    ...open(one),
    ...(given.amount < one.amount && { amount: given.amount, asked: one.amount }),
    doneAt: at,
  }));
  const noted = notedOf(settled, { intent: refund.intent, refundedInAll: given.inAll, at });
  const amount = Math.min(given.amount, refund.amount);
  return refunded(settled, { intent: refund.intent, noted, given: amount, refundedAt: at, at });
}

/** The provider took a refund, and its bank answers later. Undefined when more is known already. */
export function send(order: Order, key: string, at: number, given: GivenBack): OrderChange | undefined {
  const refund = order.refunds.find((one) => one.key === key);
  if (refund === undefined || statusOf(refund) !== 'owed') return undefined;
  const amount = Math.min(given.amount, refund.amount);
  return {
    state: changed(order, key, (one) => ({
      ...one,
      ...(amount < one.amount && { amount, asked: one.amount }),
      sentAt: at,
    })),
  };
}

/**
 * A refund was refused, by the provider at once or by the bank later, also after it seemed done: it is owed again, in
 * another way. Undefined when that is known, or somebody has paid it by other means since.
 */
export function fail(order: Order, key: string, at: number, why: string): OrderChange | undefined {
  const refund = order.refunds.find((one) => one.key === key);
  if (refund === undefined || refund.failed !== undefined || refund.reference !== undefined) return undefined;
  const undone = refund.doneAt !== undefined;
  const { amount, currency = order.currency } = refund;
  return {
    state: changed(order, key, (one) => ({ ...open(one), failed: { at, why } })),
    // A payment that fitted no order was never in the books.
    facts: [{ type: 'refund-failed', at, refund: { amount, currency }, undone: undone && !refund.unearned }],
  };
}

/**
 * Somebody of the shop has paid a refund by other means: cash that was paid at the door, or what failed. Undefined when it
 * was said before, with that reference.
 * @throws AppError REFUND_NOT_FOUND, REFUND_NOT_PAYABLE
 */
export function payByHand(order: Order, key: string, reference: string, at: number): OrderChange | undefined {
  const refund = order.refunds.find((one) => one.key === key);
  if (refund === undefined) throw RefundNotFound();
  if (refund.reference === reference) return undefined;
  const status = statusOf(refund);
  const byHand = status === 'failed' || (status === 'owed' && refund.intent === CASH);
  if (!byHand) throw RefundNotPayable({ details: { status } });
  const settled = changed(order, key, (one) => ({ ...open(one), doneAt: at, reference }));
  return refunded(settled, {
    intent: refund.intent,
    noted: undefined,
    given: refund.amount,
    refundedAt: at,
    at,
  });
}

/** The payment of an order that is paid at the door. */
export const CASH = 'cash';

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
  const known = order.refunds.filter((refund) => refund.intent === intent && isAtProvider(refund));
  const unknown = refundedInAll - known.reduce((sum, { amount }) => sum + amount, 0);
  const amount = Math.min(unknown, refundableOf(order, intent));
  if (amount <= 0) return undefined;
  return {
    ...partOf(order, intent, amount, { reason: BY_HAND, at }),
    ...marksOf(order, intent),
    noted: true,
    doneAt: at,
  };
}

/** What failed, and what was paid by other means since, the provider has not given back. */
const isAtProvider = ({ failed, reference }: Refund): boolean =>
  failed === undefined && reference === undefined;

/** What happened at the provider cannot be refused: past the limit it is added to what was noted before. */
function withNoted(refunds: readonly Refund[], noted: Refund): readonly Refund[] {
  const last = refunds.findLast((one) => one.noted && one.intent === noted.intent);
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
