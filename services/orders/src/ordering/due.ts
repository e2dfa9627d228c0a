import { takeAgainAt } from '../parcels/missing.ts';
import { tellAgainAt } from '../parcels/unanswered.ts';
import { returnDue } from '../returns/return-due.ts';
import { RETURN_WINDOW_MS, windowFrom } from '../returns/return-window.ts';
import { type Order, payUntil } from './order.ts';

/** What was paid on the page in time may be told somewhat later, and is not to be given back for that. */
const TELLING_MS = 3 * 60_000;

/**
 * What the clock does to an order: it cancels it unpaid, completes it, moves a return of it on, decides what nobody has decided, tells
 * a decision again, or takes from the shelf what left when that had too few.
 */
export const DUE_KINDS = ['pay', 'complete', 'return', 'decide', 'tell', 'take'] as const;
export type Due = Readonly<{ what: (typeof DUE_KINDS)[number]; at: number }>;

/** What is due for an order, if anything: what comes first, but an open return stands in the index as long as it is open. */
export function dueOf(order: Order): Due | undefined {
  const due = dueInState(order);
  if (due?.what === 'return') return due;
  const [tell, take] = [tellAgainAt(order), takeAgainAt(order)];
  return [
    ...(due ? [due] : []),
    ...(tell === undefined ? [] : [{ what: 'tell', at: tell } as const]),
    ...(take === undefined ? [] : [{ what: 'take', at: take } as const]),
  ].toSorted((a, b) => a.at - b.at)[0];
}

function dueInState(order: Order): Due | undefined {
  const until = payUntil(order);
  if (order.status === 'placed' && until !== null) {
    return { what: 'pay', at: until + (order.pageUntil === undefined ? 0 : TELLING_MS) };
  }
  if (order.status === 'undelivered') return { what: 'decide', at: order.decideBy };
  // An order waits for its open returns before it is completed; each of them ends, by the clock if by nobody else.
  const returns = returnDue(order.returns);
  if (returns !== undefined) return { what: 'return', at: returns };
  if (order.status !== 'delivered' && order.status !== 'return-requested') return undefined;
  return { what: 'complete', at: windowFrom(order) + RETURN_WINDOW_MS };
}
