import type { OrderStatus } from '@cartless/domain';
import { OrderCannotMove } from './errors.ts';
import type { HistoryEntry, Order } from './order.ts';
import type { Step } from './order-change.ts';

/**
 * Every move that an order can make. Each write repeats the state it starts from as its condition, so what is not in
 * this table cannot happen, whoever else is writing.
 *
 * Cash on delivery goes from placed to shipped; a parcel whose dispatch was not heard of yet can be delivered. Returns stand
 * beside the state, so nothing leads to return-requested any more; orders that an earlier release stored there go on from it.
 */
export const MOVES = {
  placed: ['paid', 'shipped', 'delivered', 'cancelled'],
  paid: ['shipped', 'delivered', 'cancelled'],
  shipped: ['delivered', 'undelivered'],
  delivered: ['completed', 'returned'],
  completed: ['returned'],
  cancelled: [],
  'return-requested': ['completed', 'returned'],
  returned: [],
  undelivered: ['shipped', 'delivered', 'cancelled'],
} as const satisfies Record<OrderStatus, readonly OrderStatus[]>;

/** The states from which the table has a move to another. */
type From<To> = {
  [S in OrderStatus]: To extends (typeof MOVES)[S][number] ? S : never;
}[OrderStatus];

/** Whether the table has the move. */
export const canMove = (from: OrderStatus, to: OrderStatus): boolean =>
  (MOVES[from] as readonly OrderStatus[]).includes(to);

/**
 * The order, when the table has the move.
 * @throws AppError ORDER_CANNOT_MOVE
 */
export function movable<To extends OrderStatus>(order: Order, to: To): Extract<Order, { status: From<To> }> {
  if (!canMove(order.status, to)) throw OrderCannotMove({ details: { orderStatus: order.status, to } });
  return order as Extract<Order, { status: From<To> }>;
}

/**
 * Whether nothing of it has left: then it can be cancelled as a whole. An order that did not arrive is cancelled by what is
 * decided of its parcels.
 */
export const isHere = (order: Order): order is Extract<Order, { status: 'placed' | 'paid' }> =>
  order.status === 'placed' || order.status === 'paid';

/** The history with one more entry. */
export const historyWith = (
  order: Order,
  status: OrderStatus,
  { at, by }: Step,
  why?: HistoryEntry['why'],
): readonly HistoryEntry[] => [...order.history, { status, at, by, ...(why && { why }) }];
