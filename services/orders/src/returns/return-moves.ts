import type { ReturnStatus } from '@cartless/domain';
import type { Order } from '../ordering/order.ts';
import { ReturnCannotMove, ReturnNotFound } from './errors.ts';
import { numberOf, type Return, returnIdOf } from './return.ts';

/**
 * Every move that a return can make. The shop can still reject what it had approved, an empty parcel say. What was withdrawn
 * or has lapsed and arrives all the same is received: the goods are here, whatever was said before.
 */
export const RETURN_MOVES = {
  requested: ['approved', 'rejected', 'withdrawn'],
  approved: ['received', 'rejected', 'withdrawn'],
  rejected: [],
  withdrawn: ['received'],
  received: [],
} as const satisfies Record<ReturnStatus, readonly ReturnStatus[]>;

/** The states from which the table has a move to another. */
type From<To> = {
  [S in ReturnStatus]: To extends (typeof RETURN_MOVES)[S][number] ? S : never;
}[ReturnStatus];

/** Whether the table has the move. */
export const canMoveReturn = (from: ReturnStatus, to: ReturnStatus): boolean =>
  (RETURN_MOVES[from] as readonly ReturnStatus[]).includes(to);

/**
 * The return, when the table has the move.
 * @throws AppError RETURN_CANNOT_MOVE
 */
export function movableReturn<To extends ReturnStatus>(
  one: Return,
  to: To,
): Extract<Return, { status: From<To> }> {
  if (!canMoveReturn(one.status, to)) throw ReturnCannotMove({ details: { returnStatus: one.status, to } });
  return one as Extract<Return, { status: From<To> }>;
}

/** A return of an order. @throws AppError RETURN_NOT_FOUND */
export function returnOf(order: Order, returnId: string): Return {
  const number = numberOf(returnId);
  const found = order.returns[number - 1];
  if (found === undefined || returnIdOf(order.orderId, number) !== returnId) throw ReturnNotFound();
  return found;
}

/** The order with one of its returns moved on. */
export const withReturn = (order: Order, before: Return, after: Return): Order => ({
  ...order,
  returns: order.returns.map((one) => (one === before ? after : one)),
});
