import type { ChangeOrder, Clock } from '../ordering/ports.ts';
import type { DrawNumber } from '../ordering/number-order.ts';
import { pay } from './payment.ts';
import type { Payment } from './payments.ts';

type Ports = Readonly<{ change: ChangeOrder; drawNumber: DrawNumber; now: Clock }>;

/**
 * Applies a payment that the provider reports to its order; hearing of it again changes nothing.
 * @returns whether it is money of the order; what is not goes back
 * @throws AppError ORDER_NOT_FOUND, which may pass
 */
export const recordPayment =
  ({ change, drawNumber, now }: Ports) =>
  async ({ orderId, ...arrived }: Payment): Promise<boolean> => {
    const order = await change(orderId, (current) =>
      pay(current, arrived, { at: now().getTime(), by: 'provider' }, drawNumber),
    );
    return !order.refunds.some(({ intent, unearned }) => intent === arrived.intent && unearned);
  };
