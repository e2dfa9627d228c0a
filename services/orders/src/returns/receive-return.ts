import type { Order } from '../ordering/order.ts';
import type { ChangeOrder, Clock } from '../ordering/ports.ts';
import { type Arrived, receive } from './return-receipt.ts';

type Ports = Readonly<{ change: ChangeOrder; now: Clock }>;
export type ReceiveReturn = Arrived & Readonly<{ orderId: string; returnId: string }>;

/**
 * Goods of a return are here: stock and money go back in one write. Saying the same again changes nothing.
 * @throws AppError ORDER_NOT_FOUND and those of {@link receive}
 */
export const receiveReturn =
  ({ change, now }: Ports) =>
  ({ orderId, returnId, ...arrived }: ReceiveReturn): Promise<Order> =>
    change(orderId, (order) => receive(order, returnId, arrived, { at: now().getTime(), by: 'admin' }));
