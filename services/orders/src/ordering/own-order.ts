import type { UserId } from '@cartless/domain';
import { OrderNotFound } from './errors.ts';
import type { Order } from './order.ts';

/** Lets only the order's own shopper pass; for others it does not exist. @throws AppError ORDER_NOT_FOUND */
export function ownOrder<O extends Order>(order: O, userId: UserId): O {
  if (order.userId !== userId) throw OrderNotFound();
  return order;
}
