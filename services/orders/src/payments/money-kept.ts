import { lostOf } from '../disputes/dispute.ts';
import type { Order } from '../ordering/order.ts';

type Part = Readonly<{ amount: number; currency?: string }>;

/** Money in another currency than the order's is no part of any sum. */
const sum = (parts: readonly Part[]): number =>
  parts.reduce((total, { amount, currency }) => total + (currency === undefined ? amount : 0), 0);

/** All money that ever arrived for an order, in minor units. */
export const captured = (order: Order): number => sum(order.captures);

/** What went back or is on its way back. */
export const refunded = (order: Order): number => sum(order.refunds);

/** What went back and has left. */
export const refundedForGood = (order: Order): number =>
  sum(order.refunds.filter(({ doneAt }) => doneAt !== undefined)) + sum(lostBy(order));

/** The same of the money that paid the order, without payments that did not fit it. */
export function refundedOfSale(order: Order): number {
  const unearned = new Set(order.refunds.filter((refund) => refund.unearned).map(({ intent }) => intent));
  return (
    sum(order.refunds.filter((refund) => refund.doneAt !== undefined && !refund.unearned)) +
    sum(lostBy(order, (intent) => !unearned.has(intent)))
  );
}

/** What disputes took for good. */
const lostBy = (
  { disputes = [] }: Order,
  counts: (intent: string) => boolean = () => true,
): readonly Part[] =>
  disputes
    .filter(({ intent }) => counts(intent))
    .map(({ lost: amount, currency }) => ({ amount, ...(currency !== undefined && { currency }) }));

/** What can still be given back. What a dispute took of one payment is missing in no other. */
export function refundable(order: Order): number {
  const earned = order.captures.filter(({ currency }) => currency === undefined);
  return [...new Set(earned.map(({ intent }) => intent))].reduce(
    (total, intent) => total + refundableOf(order, intent),
    0,
  );
}

/** What arrived by one payment, in its own currency. */
export const capturedBy = (order: Order, intent: string): number => sumOf(order.captures, intent);

/** What of one payment was neither given back nor is owed, disputes apart, in its own currency. */
export const unreturnedOf = (order: Order, intent: string): number =>
  capturedBy(order, intent) - sumOf(order.refunds, intent);

/** What of one payment can still be given back. What was given back and lost to a dispute too has left twice. */
export const refundableOf = (order: Order, intent: string): number =>
  Math.max(0, unreturnedOf(order, intent) - lostOf(order, intent));

const sumOf = (parts: readonly (Part & Readonly<{ intent: string }>)[], intent: string): number =>
  parts.filter((part) => part.intent === intent).reduce((total, { amount }) => total + amount, 0);

/** What is still to be given back. */
export const owed = (order: Order): number => sum(order.refunds.filter(({ doneAt }) => doneAt === undefined));
