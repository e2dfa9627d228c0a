import type { UserId } from '@cartless/domain';
import { moved } from '../domain/change-order.ts';
import type { Order } from '../domain/order.ts';
import { ownOrder } from './own-order.ts';
import type { ChangeOrder, Clock } from './ports.ts';

type Ports = Readonly<{ change: ChangeOrder; now: Clock }>;

/**
 * The shopper has the goods: the order is closed. Saying so again changes nothing.
 * @throws AppError ORDER_NOT_FOUND, ORDER_CANNOT_MOVE
 */
export const confirmReceipt =
  ({ change, now }: Ports) =>
  ({ orderId, userId }: Readonly<{ orderId: string; userId: UserId }>): Promise<Order> => {
    const at = now().getTime();
    return change(orderId, at, (order) =>
      ownOrder(order, userId).status === 'completed'
        ? undefined
        : moved(order, 'completed', { at, by: 'shopper' }, {}, 'order-completed'),
    );
  };
