import { noteRefund as note } from '../domain/refund-order.ts';
import type { ChangeOrder, Clock, PaymentReturned } from './ports.ts';

type Ports = Readonly<{ change: ChangeOrder; now: Clock }>;

/**
 * Notes what the provider says went back of a payment; what the shop asked for itself is known already.
 * @throws AppError ORDER_NOT_FOUND, PAYMENT_NOT_RECORDED_YET: both may pass
 */
export const noteRefund =
  ({ change, now }: Ports) =>
  async ({ orderId, ...refund }: PaymentReturned): Promise<void> => {
    await change(orderId, now().getTime(), (order) => note(order, refund));
  };
