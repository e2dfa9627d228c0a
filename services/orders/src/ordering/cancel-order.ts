import type { UserId } from '@cartless/domain';
import { cancel } from './cancellation.ts';
import type { Order } from './order.ts';
import { ownOrder } from './own-order.ts';
import type { ChangeOrder, Clock } from './ports.ts';

type Ports = Readonly<{ change: ChangeOrder; now: Clock }>;

export type CancelOrder = Readonly<{
  orderId: string;
  userId: UserId;
  /** Staff may cancel anybody's orders. */
  isStaff: boolean;
  reason?: string | undefined;
}>;

/**
 * Cancels an order before dispatch: its stock is free in the same write, and what was paid is owed back. Cancelling a
 * cancelled order changes nothing.
 *
 * @throws AppError ORDER_NOT_FOUND, ORDER_CANNOT_MOVE
 */
export const cancelOrder =
  ({ change, now }: Ports) =>
  ({ orderId, userId, isStaff, reason }: CancelOrder): Promise<Order> =>
    change(orderId, (order) => {
      if (!isStaff) ownOrder(order, userId);
      if (order.status === 'cancelled') return undefined;
      const by = order.userId === userId ? 'shopper' : 'admin';
      return cancel(order, by, { at: now().getTime(), by }, reason);
    });
