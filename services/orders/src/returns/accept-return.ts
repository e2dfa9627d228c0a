import type { Order } from '../ordering/order.ts';
import type { ChangeOrder, Clock } from '../ordering/ports.ts';
import { accept } from './return.ts';

type Ports = Readonly<{ change: ChangeOrder; now: Clock }>;

/**
 * The goods are back: stock and money return. Accepting again changes nothing.
 * @param amount what to give back, in minor units; the price of the returned goods when it is left out
 * @throws AppError ORDER_NOT_FOUND, ORDER_CANNOT_MOVE, REFUND_TOO_LARGE
 */
export const acceptReturn =
  ({ change, now }: Ports) =>
  ({ orderId, amount }: Readonly<{ orderId: string; amount?: number | undefined }>): Promise<Order> =>
    change(orderId, (order) =>
      order.status === 'returned' ? undefined : accept(order, amount, { at: now().getTime(), by: 'admin' }),
    );
