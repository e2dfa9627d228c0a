import type { OrderStatus } from '@cartless/domain';
import { OrderCannotMove } from './errors.ts';
import type { Actor, Order } from './order.ts';
import { canMove } from './order-status.ts';

/** The facts that a change of an order can tell; each is an event of the service. */
export type Fact =
  | 'order-placed'
  | 'order-confirmed'
  | 'order-paid'
  | 'order-cancelled'
  | 'order-completed'
  | 'return-requested'
  | 'order-refunded'
  | 'refund-owed';

/** Units of a product that go back to the shelf. */
export type Release = Readonly<{ productId: string; bucket: number; quantity: number }>;

/** An order after something happened to it, what to tell others, and what returns to the stock. */
export type Change = Readonly<{ order: Order; facts: readonly Fact[]; releases: readonly Release[] }>;

export type Step = Readonly<{ at: number; by: Actor }>;

/** A new version of an order with other fields, in the same state. */
export const revised = (order: Order, fields: Partial<Order>, ...facts: readonly Fact[]): Change => ({
  order: { ...order, ...fields, version: order.version + 1 },
  facts,
  releases: [],
});

/**
 * A new version of an order in another state.
 * @throws AppError ORDER_CANNOT_MOVE when the table of moves does not have it
 */
export function moved(
  order: Order,
  to: OrderStatus,
  { at, by }: Step,
  fields: Partial<Order> = {},
  ...facts: readonly Fact[]
): Change {
  if (!canMove(order.status, to)) throw OrderCannotMove({ details: { status: order.status, to } });
  const history = [...(fields.history ?? order.history), { status: to, at, by }];
  return revised(order, { ...fields, status: to, history }, ...facts);
}
