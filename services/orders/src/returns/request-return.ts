import type { UserId } from '@cartless/domain';
import type { Order, ReturnRequest } from '../ordering/order.ts';
import { ownOrder } from '../ordering/own-order.ts';
import type { ChangeOrder, Clock } from '../ordering/ports.ts';
import { request } from './return.ts';

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
  ({ orderId, userId, items, reason }: RequestReturn): Promise<Order> =>
    change(orderId, (order) =>
      ownOrder(order, userId).status === 'return-requested'
        ? undefined
        : request(order, items, reason, { at: now().getTime(), by: 'shopper' }),
    );
