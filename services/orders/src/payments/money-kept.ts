import type { Order } from '../ordering/order.ts';

const sum = (parts: readonly Readonly<{ amount: number }>[]): number =>
  parts.reduce((total, { amount }) => total + amount, 0);

/** All money that ever arrived for an order, in minor units. */
export const captured = (order: Order): number => sum(order.captures);

/** What went back or is on its way back. */
export const refunded = (order: Order): number => sum(order.refunds);

/** What went back and has left. */
export const refundedForGood = (order: Order): number =>
  sum(order.refunds.filter(({ doneAt }) => doneAt !== undefined));

/** What can still be given back. */
export const refundable = (order: Order): number => captured(order) - refunded(order);

/** What arrived by one payment. */
export const capturedBy = (order: Order, intent: string): number =>
  sum(order.captures.filter((capture) => capture.intent === intent));

/** What of one payment can still be given back. */
export const refundableOf = (order: Order, intent: string): number =>
  capturedBy(order, intent) - sum(order.refunds.filter((refund) => refund.intent === intent));

export const owed = (order: Order): number => refunded(order) - refundedForGood(order);
