import { payOrder } from '../domain/pay-order.ts';
import type { ChangeOrder, Clock, Payment } from './ports.ts';

type Ports = Readonly<{ change: ChangeOrder; now: Clock }>;

/**
 * Applies a payment that the provider reports to its order; hearing of it again changes nothing.
 * @throws AppError ORDER_NOT_FOUND, ORDER_NOT_NUMBERED_YET: both may pass
 */
export const recordPayment =
  ({ change, now }: Ports) =>
  async ({ orderId, intent, amount, at }: Payment): Promise<void> => {
    const step = { at: now().getTime(), by: 'provider' as const };
    await change(orderId, step.at, (order) => payOrder(order, { intent, amount, at }, step));
  };
