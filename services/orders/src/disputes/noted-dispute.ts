import { believedTime } from '@cartless/domain';
import { cancel } from '../ordering/cancellation.ts';
import type { OrderChange, OrderFact } from '../ordering/order-change.ts';
import { isHere } from '../ordering/order-status.ts';
import type { Order } from '../ordering/order.ts';
import { PaymentNotRecordedYet } from '../payments/errors.ts';
import { refundAll } from '../payments/refund.ts';
import { statusOf } from '../payments/refund-moves.ts';
import { type Dispute, isClosed } from './dispute.ts';
import { coverRefunds, uncoverRefunds } from './covered-refunds.ts';
import type { ProviderDispute } from './disputes-at-provider.ts';
import { TooManyDisputes } from './errors.ts';

/** An order is one item: so many disputes find room in it. */
export const MOST_DISPUTES = 20;

/**
 * Notes how a dispute stands at the provider now. One that is lost before the order left cancels it; what it took is owed
 * to nobody any more, and what it gave back in the end is the shop's again. Undefined when all of it is known.
 *
 * @throws AppError PAYMENT_NOT_RECORDED_YET, which may pass; TOO_MANY_DISPUTES
 */
export function noteDispute(order: Order, told: ProviderDispute, at: number): OrderChange | undefined {
  if (!order.captures.some(({ intent }) => intent === told.intent)) throw PaymentNotRecordedYet();
  const { disputes = [] } = order;
  const before = disputes.find(({ id }) => id === told.id);
  const dispute = asNoted(order, told, before, at);
  if (before !== undefined && isSame(before, dispute)) return undefined;
  const others = disputes.filter((one) => one !== before);
  if (others.length >= MOST_DISPUTES) throw TooManyDisputes({ details: { limit: MOST_DISPUTES } });
  const noted = { ...order, disputes: [...others, dispute] };
  const settled = settleMoney(noted, dispute, dispute.lost - (before?.lost ?? 0), at);
  const known = settled.facts ?? [];
  return {
    ...settled,
    facts: [...newsOf(before, dispute, at), ...known, ...retried(settled.state, dispute, known, at)],
  };
}

function asNoted(order: Order, told: ProviderDispute, before: Dispute | undefined, at: number): Dispute {
  const { id, intent, amount, currency, reason, status, taken, dueBy } = told;
  return {
    id,
    intent,
    amount,
    reason,
    status,
    taken,
    ...(currency !== order.currency && { currency }),
    ...(dueBy !== null && { dueBy }),
    // Nobody disputes an order that is not placed yet.
    openedAt: believedTime(told.openedAt, { receivedAt: at, notBefore: order.placedAt }),
    lost: isClosed(told) ? told.taken : (before?.lost ?? 0),
    at,
  };
}

const isSame = (before: Dispute, after: Dispute): boolean =>
  (['status', 'amount', 'reason', 'dueBy', 'taken', 'lost'] as const).every(
    (name) => before[name] === after[name],
  );

/** What others are told: that it was opened, also when it is heard of only now that it is over, and that it is over. */
function newsOf(before: Dispute | undefined, dispute: Dispute, at: number): OrderFact[] {
  const reopened = before !== undefined && isClosed(before) && !isClosed(dispute);
  const opened = before === undefined || reopened;
  const closed = isClosed(dispute) && (before?.status !== dispute.status || before.lost !== dispute.lost);
  return [
    ...(opened ? [{ type: 'payment-disputed', at, dispute, reopened } as const] : []),
    ...(closed ? [{ type: 'dispute-closed', at, dispute } as const] : []),
  ];
}

/** The books after a dispute took money for good, or gave it back. */
function settleMoney(order: Order, dispute: Dispute, delta: number, at: number): OrderChange {
  if (delta === 0) return { state: order };
  const { id, intent } = dispute;
  // A payment that fitted no order was never in the books.
  const ofSale =
    dispute.currency === undefined && !order.refunds.some((one) => one.intent === intent && one.unearned);
  const refund = { amount: Math.abs(delta), currency: order.currency };
  if (delta > 0) {
    const facts: OrderFact[] = ofSale
      ? [{ type: 'order-refunded', at, refund: refund.amount, refundedAt: at, disputeId: id }]
      : [];
    const covered = { ...order, refunds: coverRefunds(order, dispute, at) };
    return ofSale && isHere(order)
      ? together(cancel(covered, 'admin', { at, by: 'provider' }, `dispute ${id}`), facts)
      : { state: covered, facts };
  }
  const facts: OrderFact[] = ofSale
    ? [{ type: 'refund-failed', at, refund, undone: true, disputeId: id }]
    : [];
  const open = { ...order, refunds: uncoverRefunds(order, id) };
  if (open.status !== 'cancelled') return { state: open, facts };
  // It was cancelled by the loss, so nobody has owed the money before.
  return { state: { ...open, refunds: refundAll(open, { reason: `dispute ${id} won`, at }) }, facts };
}

const together = (change: OrderChange, facts: readonly OrderFact[]): OrderChange => ({
  ...change,
  facts: [...facts, ...(change.facts ?? [])],
});

/** Refunds of the payment that waited for the end of the dispute go on. */
function retried(order: Order, dispute: Dispute, known: readonly OrderFact[], at: number): OrderFact[] {
  const waited =
    isClosed(dispute) &&
    order.refunds.some((refund) => refund.intent === dispute.intent && statusOf(refund) === 'owed');
  return waited && !known.some(({ type }) => type === 'refund-owed') ? [{ type: 'refund-owed', at }] : [];
}
