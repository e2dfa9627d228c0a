import type { Order } from '../ordering/order.ts';
import type { ChangeOrder, Clock } from '../ordering/ports.ts';
import { approve, reject } from './return-decision.ts';

type Ports = Readonly<{ change: ChangeOrder; now: Clock }>;
type OneReturn = Readonly<{ orderId: string; returnId: string }>;

/**
 * The shop lets the shopper send the goods. Approving again changes nothing.
 * @throws AppError ORDER_NOT_FOUND, RETURN_NOT_FOUND, RETURN_CANNOT_MOVE
 */
export const approveReturn =
  ({ change, now }: Ports) =>
  ({ orderId, returnId }: OneReturn): Promise<Order> =>
    change(orderId, (order) => approve(order, returnId, { at: now().getTime(), by: 'admin' }));

/**
 * The shop does not take the goods back, and says why. Rejecting again changes nothing.
 * @throws AppError ORDER_NOT_FOUND, RETURN_NOT_FOUND, RETURN_CANNOT_MOVE
 */
export const rejectReturn =
  ({ change, now }: Ports) =>
  ({ orderId, returnId, reason }: OneReturn & Readonly<{ reason: string }>): Promise<Order> =>
    change(orderId, (order) => reject(order, returnId, { at: now().getTime(), by: 'admin', reason }));
