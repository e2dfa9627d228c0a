import { believedTime } from '@cartless/domain';
import type { OrderChange } from '../ordering/order-change.ts';
import type { Order, Refund } from '../ordering/order.ts';
import { PaymentNotRecordedYet } from './errors.ts';
import { unreturnedOf } from './money-kept.ts';
import { MOST_REFUNDS, partOf } from './refund.ts';

/** What the provider says went back of one payment, all refunds together. */
export type ProviderRefund = Readonly<{ intent: string; refundedInAll: number; at: number }>;

/**
 * Notes money that went back at the provider without the shop having asked for it (in its dashboard, say), so that
 * the shop never believes to hold more than it does. Undefined when all of it is known.
 *
 * @throws AppError PAYMENT_NOT_RECORDED_YET when the payment itself has not been heard of
 */
export function note(order: Order, told: ProviderRefund, at: number): OrderChange | undefined {
  const capture = order.captures.find(({ intent }) => intent === told.intent);
  if (capture === undefined) throw PaymentNotRecordedYet();
  // Nothing goes back of a payment that was not made yet.
  const refund = { ...told, at: believedTime(told.at, { receivedAt: at, notBefore: capture.at }) };
  const noted = notedOf(order, refund);
  return noted === undefined
    ? undefined
    : refunded(order, { intent: refund.intent, noted, given: 0, refundedAt: refund.at, at });
}

/** The order with a refund that was noted, and the fact of it and of what was given for our own. */
export function refunded(
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
export function notedOf(order: Order, { intent, refundedInAll, at }: ProviderRefund): Refund | undefined {
  const ours = order.refunds.filter((refund) => refund.intent === intent);
  const unknown = refundedInAll - ours.reduce((sum, refund) => sum + countedOf(refund, at), 0);
  const amount = Math.min(unknown, unreturnedOf(order, intent));
  if (amount <= 0) return undefined;
  return {
    ...partOf(order, intent, amount, { reason: BY_HAND, at }),
    ...marksOf(order, intent),
    noted: true,
    doneAt: at,
  };
}

/**
 * What failed, and what was paid by other means since or was covered by a dispute, the provider has not given back. But what it told
 * before it knew of that had the refund in it, also when we hear of it afterwards.
 */
function countedOf(refund: Refund, at: number): number {
  const { amount, covered, failed, reference, countedUntil = failed?.countedUntil } = refund;
  if (countedUntil !== undefined && countedUntil >= at) return amount + (covered?.amount ?? 0);
  return reference === undefined && failed === undefined ? amount : 0;
}

/** What happened at the provider cannot be refused: past the limit it is added to what was noted before. */
function withNoted(refunds: readonly Refund[], noted: Refund): readonly Refund[] {
  const last = refunds.findLast((one) => one.noted && one.intent === noted.intent);
  if (refunds.length < MOST_REFUNDS || last === undefined) return [...refunds, noted];
  return refunds.map((one) =>
    one === last ? { ...one, amount: one.amount + noted.amount, doneAt: noted.owedAt } : one,
  );
}
