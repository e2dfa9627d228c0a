import type { Order, Refund } from '../ordering/order.ts';
import { unreturnedOf } from '../payments/money-kept.ts';
import { lostOf, type Dispute } from './dispute.ts';

/**
 * The refunds of an order after a dispute took so much of their payment that not all that is owed is left of it: the shopper
 * has that money. What has arrived, or is with the bank, stays as it is.
 */
export function coverRefunds(order: Order, { id, intent }: Dispute, at: number): readonly Refund[] {
  let over = lostOf(order, intent) - unreturnedOf(order, intent);
  return order.refunds
    .toReversed()
    .map((refund) => {
      if (refund.intent !== intent || refund.doneAt !== undefined || refund.sentAt !== undefined)
        return refund;
      const part = Math.min(over, refund.amount);
      if (part <= 0) return refund;
      over -= part;
      return covered(refund, part, id, at);
    })
    .toReversed();
}

function covered(refund: Refund, part: number, dispute: string, at: number): Refund {
  const amount = refund.amount - part;
  const marked = {
    ...refund,
    amount,
    asked: refund.asked ?? refund.amount,
    covered: { dispute, amount: part + (refund.covered?.amount ?? 0) },
  };
  if (amount > 0) return marked;
  const { failed: _, ...done } = marked;
  return { ...done, doneAt: at };
}

/** The same of a refund that has just failed, if a dispute was lost meanwhile. */
export function coverFailed(order: Order, intent: string, at: number): Order {
  const lost = order.disputes?.findLast((dispute) => dispute.intent === intent && dispute.lost > 0);
  return lost === undefined ? order : { ...order, refunds: coverRefunds(order, lost, at) };
}

/** The same when the shop got the money after all: what a dispute had given is owed again. */
export const uncoverRefunds = (order: Order, dispute: string): readonly Refund[] =>
  order.refunds.map((refund) => {
    const { covered: by, doneAt, ...open } = refund;
    if (by?.dispute !== dispute) return refund;
    const amount = refund.amount + by.amount;
    // What was paid beside it stays paid.
    return refund.amount > 0 && doneAt !== undefined ? refund : { ...open, amount };
  });
