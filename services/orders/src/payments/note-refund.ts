import type { ChangeOrder, Clock } from '../ordering/ports.ts';
import type { PaymentReturned } from './payments.ts';
import { cancelWhenNothingIsKept } from './nothing-kept.ts';
import { note } from './noted-refund.ts';

/**
 * Notes what the provider says went back of a payment; what the shop asked for itself is known already.
 * @throws AppError ORDER_NOT_FOUND, PAYMENT_NOT_RECORDED_YET: both may pass
 */
export const noteRefund =
  ({ change, now }: Readonly<{ change: ChangeOrder; now: Clock }>) =>
  async ({ orderId, ...refund }: PaymentReturned): Promise<void> => {
    await change(orderId, (order) => {
      const at = now().getTime();
      const noted = note(order, refund, at);
      return noted && cancelWhenNothingIsKept(noted, { at, by: 'provider' });
    });
  };
