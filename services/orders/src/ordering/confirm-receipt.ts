import { mayAct, type UserId } from '@cartless/domain';
import type { ReadStanding } from '../accounts/standing-store.ts';
import { complete } from './completion.ts';
import type { Order } from './order.ts';
import { ownOrder } from './own-order.ts';
import type { ChangeOrder, Clock } from './ports.ts';

type Ports = Readonly<{ standing: ReadStanding; change: ChangeOrder; now: Clock }>;

/**
 * The shopper has the goods: the order is closed. Saying so again changes nothing.
 * @throws AppError ACCOUNT_SUSPENDED, ACCOUNT_CLOSED, ORDER_NOT_FOUND, ORDER_CANNOT_MOVE
 */
export const confirmReceipt =
  ({ standing, change, now }: Ports) =>
  async ({ orderId, userId }: Readonly<{ orderId: string; userId: UserId }>): Promise<Order> => {
    mayAct(await standing(userId));
    return change(orderId, (order) =>
      ownOrder(order, userId).status === 'completed'
        ? undefined
        : complete(order, { at: now().getTime(), by: 'shopper' }),
    );
  };
