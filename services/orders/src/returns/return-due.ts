import type { OrderChange } from '../ordering/order-change.ts';
import type { Order } from '../ordering/order.ts';
import { type Return, returnIdOf } from './return.ts';
import { approve, withdraw } from './return-decision.ts';
import { ARRIVE_WITHIN_MS, DECIDE_WITHIN_MS } from './return-window.ts';

/** Until when goods of an approved return are waited for. */
export const arriveBy = (approvedAt: number): number => approvedAt + ARRIVE_WITHIN_MS;

/** When the clock moves a return on, while it is open. */
export function dueAt(one: Return): number | undefined {
  if (one.status === 'requested') return one.at + DECIDE_WITHIN_MS;
  return one.status === 'approved' ? arriveBy(one.decision.at) : undefined;
}

/** When the first of an order's open returns is due, if any is open. */
export function returnDue(returns: readonly Return[]): number | undefined {
  const due = returns.flatMap((one) => dueAt(one) ?? []);
  return due.length > 0 ? Math.min(...due) : undefined;
}

/** What the clock does to the return that is due first: one that nobody decided is approved, one that never came lapses. */
export function settleReturn(order: Order, at: number): OrderChange | undefined {
  const due = returnDue(order.returns);
  const index = order.returns.findIndex((one) => dueAt(one) === due);
  if (due === undefined || due > at) return undefined;
  const returnId = returnIdOf(order.orderId, index + 1);
  const step = { at, by: 'system' } as const;
  return order.returns[index]?.status === 'requested'
    ? approve(order, returnId, step)
    : withdraw(order, returnId, step);
}
