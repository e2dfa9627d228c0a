import type { UserId } from '@cartless/domain';
import type { Order, ReturnRequest } from '../domain/order.ts';
import { requestReturn as request } from '../domain/return-order.ts';
import { ownOrder } from './own-order.ts';
import type { ChangeOrder, Clock } from './ports.ts';

type Ports = Readonly<{ change: ChangeOrder; now: Clock }>;

export type RequestReturn = Readonly<{
  orderId: string;
  userId: UserId;
  items: ReturnRequest['items'];
  reason: string;
}>;

/**
 * The shopper asks to send goods back. Asking again changes nothing.
 * @throws AppError ORDER_NOT_FOUND, ORDER_CANNOT_MOVE, RETURN_WINDOW_OVER, RETURNED_ITEMS_INVALID
 */
export const requestReturn =
  ({ change, now }: Ports) =>
  ({ orderId, userId, items, reason }: RequestReturn): Promise<Order> => {
    const at = now().getTime();
    return change(orderId, at, (order) =>
      ownOrder(order, userId).status === 'return-requested'
        ? undefined
        : request(order, items, reason, { at, by: 'shopper' }),
    );
  };
