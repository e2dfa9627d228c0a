import type { ChangeOrder, Clock, ReadOrder } from '../ordering/ports.ts';
import { capturedBy } from './money-kept.ts';
import type { Payments } from './payments.ts';
import { settle } from './refund.ts';

type Ports = Readonly<{ read: ReadOrder; change: ChangeOrder; payments: Payments; now: Clock }>;

/**
 * Gives back what an order owes. Each refund bears a key of its own at the provider, so dying between the provider's
 * answer and our write gives nothing back twice. What somebody gives back in the provider's dashboard meanwhile only
 * leaves less to give. Cash goes back by hand and is only recorded.
 *
 * @throws AppError PAYMENT_PROVIDER_UNAVAILABLE, so that the message is tried again
 */
export const settleRefunds =
  ({ read, change, payments, now }: Ports) =>
  async (orderId: string): Promise<void> => {
    const order = await read(orderId);
    for (const { key, intent, amount, currency = order.currency } of order.refunds.filter(
      ({ doneAt }) => doneAt === undefined,
    )) {
      const paid = capturedBy(order, intent);
      const given =
        intent === 'cash'
          ? { amount, inAll: 0 }
          : await payments.refund({ key, intent, amount, paid, currency, orderId: order.orderId });
      const at = now().getTime();
      await change(orderId, (current) => settle(current, key, at, given));
    }
  };
