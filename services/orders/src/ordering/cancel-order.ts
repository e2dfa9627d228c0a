import { mayAct, type UserId } from '@cartless/domain';
import type { ReadStanding } from '../accounts/standing-store.ts';
import { cancel } from './cancellation.ts';
import type { Order } from './order.ts';
import { ownOrder } from './own-order.ts';
import type { ChangeOrder, Clock } from './ports.ts';

type Ports = Readonly<{ standing: ReadStanding; change: ChangeOrder; now: Clock }>;

export type CancelOrder = Readonly<{
  orderId: string;
  userId: UserId;
  /** Staff may cancel anybody's orders. */
  isStaff: boolean;
  reason?: string | undefined;
}>;

/**
 * Cancels an order before dispatch: its stock is free in the same write, and what was paid is owed back. Cancelling a
 * cancelled order changes nothing. It only gives back, so a suspended shopper may; staff whose account is suspended may not
 * cancel what others ordered.
 *
 * @throws AppError ACCOUNT_SUSPENDED, ACCOUNT_CLOSED, ORDER_NOT_FOUND, ORDER_CANNOT_MOVE
 */
export const cancelOrder =
  ({ standing, change, now }: Ports) =>
  async ({ orderId, userId, isStaff, reason }: CancelOrder): Promise<Order> => {
    const account = isStaff ? await standing(userId) : undefined;
    return change(orderId, (order) => {
      const by = account === undefined || order.userId === userId ? 'shopper' : 'admin';
      if (by === 'shopper') ownOrder(order, userId);
      else if (account) mayAct(account);
      if (order.status === 'cancelled') return undefined;
      return cancel(order, by, { at: now().getTime(), by }, reason);
    });
  };
