import type { OrderStatus } from '@cartless/domain';

/**
 * Every move that an order can make. Each write repeats the state it starts from as its condition, so what is not in
 * this table cannot happen, whoever else is writing.
 *
 * Cash on delivery goes from placed to shipped; a parcel whose dispatch was not heard of yet can be delivered.
 */
export const MOVES = {
  placed: ['paid', 'shipped', 'delivered', 'cancelled'],
  paid: ['shipped', 'delivered', 'cancelled'],
  shipped: ['delivered'],
  delivered: ['completed', 'return-requested'],
  completed: [],
  cancelled: [],
  'return-requested': ['returned'],
  returned: [],
} as const satisfies Record<OrderStatus, readonly OrderStatus[]>;

/** Whether the table has the move. */
export const canMove = (from: OrderStatus, to: OrderStatus): boolean =>
  (MOVES[from] as readonly OrderStatus[]).includes(to);
