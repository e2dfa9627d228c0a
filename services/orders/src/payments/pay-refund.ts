import type { Order } from '../ordering/order.ts';
import type { ChangeOrder, Clock } from '../ordering/ports.ts';
import { payByHand } from './refund-moves.ts';

type Ports = Readonly<{ change: ChangeOrder; now: Clock }>;
type Command = Readonly<{ orderId: string; refundId: string; reference: string }>;

/**
 * Somebody of the shop says that a refund was paid by other means, and by which receipt or transfer.
 * @throws AppError ORDER_NOT_FOUND, REFUND_NOT_FOUND, REFUND_NOT_PAYABLE, REFUND_WAITS_FOR_DISPUTE
 */
export const payRefund =
  ({ change, now }: Ports) =>
  ({ orderId, refundId, reference }: Command): Promise<Order> =>
    change(orderId, (order) => payByHand(order, refundId, reference, now().getTime()));
