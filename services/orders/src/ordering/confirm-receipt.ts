import type { UserId } from '@cartless/domain';
import { complete } from './completion.ts';
import type { Order } from './order.ts';
import { ownOrder } from './own-order.ts';
import type { ChangeOrder, Clock } from './ports.ts';

type Ports = Readonly<{ change: ChangeOrder; now: Clock }>;

/**
 * The shopper has the goods: the order is closed. Saying so again changes nothing.
 * @throws AppError ORDER_NOT_FOUND, ORDER_CANNOT_MOVE
 */
export const confirmReceipt =
  ({ change, now }: Ports) =>
  ({ orderId, userId }: Readonly<{ orderId: string; userId: UserId }>): Promise<Order> =>
    change(orderId, (order) =>
      ownOrder(order, userId).status === 'completed'
        ? undefined
        : complete(order, { at: now().getTime(), by: 'shopper' }),
    );
