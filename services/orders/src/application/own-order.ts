import type { UserId } from '@cartless/domain';
import { OrderNotFound } from '../domain/errors.ts';
import type { Order } from '../domain/order.ts';

/** Lets only the order's own shopper pass; for others it does not exist. @throws AppError ORDER_NOT_FOUND */
export function ownOrder(order: Order, userId: UserId): Order {
  if (order.userId !== userId) throw OrderNotFound();
  return order;
}
