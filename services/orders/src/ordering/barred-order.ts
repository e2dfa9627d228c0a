import { type AccountStanding, wasBarredAt } from '@cartless/domain';
import { iso } from '../iso.ts';
import { cancel } from './cancellation.ts';
import type { OrderChange } from './order-change.ts';
import { isHere } from './order-status.ts';
import type { Order } from './order.ts';

/**
 * Cancels an order that was placed when its account was suspended or erased already: it slipped through in the moment before
 * that was known. What tells of somebody who is gone is erased with it. Undefined for every other order, and for what has left.
 */
export function refuseBarred(order: Order, standing: AccountStanding, at: number): OrderChange | undefined {
  if (!isHere(order) || !wasBarredAt(standing, iso(order.placedAt))) return undefined;
  const isGone = standing.status === 'erased';
  return cancel(isGone ? { ...order, erasureDue: true } : order, 'account', { at, by: 'system' });
}
