import type { UserId } from '@cartless/domain';
import type { Order } from '../ordering/order.ts';
import { ownOrder } from '../ordering/own-order.ts';
import type { ChangeOrder, Clock } from '../ordering/ports.ts';
import { withdraw } from './return-decision.ts';

type Ports = Readonly<{ change: ChangeOrder; now: Clock }>;
export type WithdrawReturn = Readonly<{ orderId: string; returnId: string; userId: UserId }>;

/**
 * The shopper keeps the goods after all. Withdrawing again changes nothing.
 * @throws AppError ORDER_NOT_FOUND, RETURN_NOT_FOUND, RETURN_CANNOT_MOVE
 */
export const withdrawReturn =
  ({ change, now }: Ports) =>
  ({ orderId, returnId, userId }: WithdrawReturn): Promise<Order> =>
    change(orderId, (order) =>
      withdraw(ownOrder(order, userId), returnId, { at: now().getTime(), by: 'shopper' }),
    );
