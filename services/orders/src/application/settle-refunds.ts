import { capturedBy } from '../domain/money-kept.ts';
import { settleRefund } from '../domain/refund-order.ts';
import type { ChangeOrder, Clock, LoadOrder, Payments } from './ports.ts';

type Ports = Readonly<{ load: LoadOrder; change: ChangeOrder; payments: Payments; now: Clock }>;

/**
 * Gives back what an order owes. Each refund bears a key of its own at the provider, so dying between the provider's
 * answer and our write gives nothing back twice. What somebody gives back in the provider's dashboard meanwhile only
 * leaves less to give. Cash goes back by hand and is only recorded.
 *
 * @throws AppError PAYMENT_PROVIDER_UNAVAILABLE, so that the message is tried again
 */
export const settleRefunds =
  ({ load, change, payments, now }: Ports) =>
  async (orderId: string): Promise<void> => {
    const order = await load(orderId);
    for (const { key, intent, amount } of order.refunds.filter(({ doneAt }) => doneAt === undefined)) {
      const paid = capturedBy(order, intent);
      const given =
        intent === 'cash'
          ? { amount, inAll: 0 }
          : await payments.refund({ key, intent, amount, paid, orderId: order.orderId });
      const at = now().getTime();
      await change(orderId, at, (current) => settleRefund(current, key, at, given));
    }
  };
