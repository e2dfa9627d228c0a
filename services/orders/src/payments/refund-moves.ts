import { coverFailed } from '../disputes/covered-refunds.ts';
import { barTo } from '../disputes/dispute.ts';
import { RefundWaitsForDispute } from '../disputes/errors.ts';
import type { OrderChange } from '../ordering/order-change.ts';
import type { Order, Refund } from '../ordering/order.ts';
import { RefundNotFound, RefundNotPayable } from './errors.ts';
import { notedOf, refunded } from './noted-refund.ts';

/** The payment of an order that is paid at the door. */
export const CASH = 'cash';

/** Where a refund stands. */
export const REFUND_STATUSES = ['owed', 'sent', 'done', 'failed'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

/** What is known of a refund, the latest of it. */
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
const open = ({ sentAt: _s, doneAt: _d, failed, ...refund }: Refund): Refund => ({
  ...(failed?.countedUntil !== undefined && { countedUntil: failed.countedUntil }),
  ...refund,
});

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

/**
 * The provider refused to give a refund because of a dispute, for the so-manieth time: it is asked under another key once that is over.
 * Undefined when that is known.
 */
export function countRefusal(order: Order, key: string, refusals: number): OrderChange | undefined {
  const refund = order.refunds.find((one) => one.key === key);
  if (refund === undefined || statusOf(refund) !== 'owed' || (refund.refusals ?? 0) >= refusals)
    return undefined;
  return { state: changed(order, key, (one) => ({ ...one, refusals })) };
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
 *
 * @param countedUntil when the provider, which had taken it, says that it failed
 */
export function fail(
  order: Order,
  key: string,
  at: number,
  why: string,
  countedUntil?: number,
): OrderChange | undefined {
  const refund = order.refunds.find((one) => one.key === key);
  if (refund === undefined || refund.failed !== undefined || refund.reference !== undefined) return undefined;
  const undone = refund.doneAt !== undefined;
  const failed = changed(order, key, (one) => ({
    ...open(one),
    failed: { at, why },
    ...(countedUntil !== undefined && { countedUntil }),
  }));
  const state = coverFailed(failed, refund.intent, at);
  const { covered, doneAt } = state.refunds.find((one) => one.key === key) ?? {};
  // A payment that fitted no order was never in the books.
  const inBooks = undone && !refund.unearned;
  // What a lost dispute has given already is owed to nobody, and only the books have to know.
  const isCovered = covered !== undefined && doneAt !== undefined;
  if (isCovered && !inBooks) return { state };
  const { amount, currency = order.currency } = refund;
  const by = isCovered ? { disputeId: covered.dispute } : {};
  return {
    state,
    facts: [{ type: 'refund-failed', at, refund: { amount, currency }, undone: inBooks, ...by }],
  };
}

/** A bank answers within days. Of what nothing was heard for so long, somebody may find out and pay it. */
const SILENT_MS = 14 * 86_400_000;

/**
 * Somebody of the shop has paid a refund by other means: cash that was paid at the door, what failed, or of what neither
 * provider nor bank ever told anything. Undefined when it
 * was said before, with that reference.
 * @throws AppError REFUND_NOT_FOUND, REFUND_NOT_PAYABLE, REFUND_WAITS_FOR_DISPUTE
 */
export function payByHand(order: Order, key: string, reference: string, at: number): OrderChange | undefined {
  const refund = order.refunds.find((one) => one.key === key);
  if (refund === undefined) throw RefundNotFound();
  if (refund.reference === reference) return undefined;
  const status = statusOf(refund);
  const isSilent = status !== 'done' && at - (refund.sentAt ?? refund.owedAt) > SILENT_MS;
  const byHand = status === 'failed' || (status === 'owed' && refund.intent === CASH) || isSilent;
  if (!byHand) throw RefundNotPayable({ details: { refundStatus: status } });
  const dispute = barTo(order, refund.intent);
  if (dispute !== undefined) throw RefundWaitsForDispute({ details: { disputeId: dispute.id } });
  const settled = changed(order, key, (one) => ({ ...open(one), doneAt: at, reference }));
  return refunded(settled, {
    intent: refund.intent,
    noted: undefined,
    given: refund.amount,
    refundedAt: at,
    at,
  });
}
