import type { ChangeOrder, Clock } from '../ordering/ports.ts';
import { pay } from './payment.ts';
import type { Payment } from './payments.ts';

type Ports = Readonly<{ change: ChangeOrder; now: Clock }>;

/**
 * Applies a payment that the provider reports to its order; hearing of it again changes nothing.
 * @throws AppError ORDER_NOT_FOUND, ORDER_NOT_NUMBERED_YET: both may pass
 */
export const recordPayment =
  ({ change, now }: Ports) =>
  async ({ orderId, intent, amount, at }: Payment): Promise<void> => {
    await change(orderId, (order) =>
      pay(order, { intent, amount, at }, { at: now().getTime(), by: 'provider' }),
    );
  };
