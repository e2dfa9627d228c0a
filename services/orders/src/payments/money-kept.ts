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
  sum(order.refunds.filter(({ doneAt }) => doneAt !== undefined));

/** The same of the money that paid the order, without payments that did not fit it. */
export const refundedOfSale = (order: Order): number =>
  sum(order.refunds.filter(({ doneAt, unearned }) => doneAt !== undefined && !unearned));

/** What can still be given back. */
export const refundable = (order: Order): number => captured(order) - refunded(order);

/** What arrived by one payment, in its own currency. */
export const capturedBy = (order: Order, intent: string): number => sumOf(order.captures, intent);

/** What of one payment can still be given back, in its own currency. */
export const refundableOf = (order: Order, intent: string): number =>
  capturedBy(order, intent) - sumOf(order.refunds, intent);

const sumOf = (parts: readonly (Part & Readonly<{ intent: string }>)[], intent: string): number =>
  parts.filter((part) => part.intent === intent).reduce((total, { amount }) => total + amount, 0);

/** What is still to be given back. */
export const owed = (order: Order): number => sum(order.refunds.filter(({ doneAt }) => doneAt === undefined));
