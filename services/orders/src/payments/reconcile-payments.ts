import type { Clock, ReadOrder } from '../ordering/ports.ts';
import type { Payment, Payments } from './payments.ts';

type Ports = Readonly<{
  read: ReadOrder;
  payments: Payments;
  recordPayment: (payment: Payment) => Promise<unknown>;
  failed: (orderId: string, error: unknown) => void;
  now: Clock;
}>;

/** Sessions live shorter than this, so what was paid at the end of one is still looked at several times. */
const WINDOW_MS = 3 * 3_600_000;

/** Finds what was paid at the provider and is not known here (a webhook that never came), and records it. */
export const reconcilePayments =
  ({ read, payments, recordPayment, failed, now }: Ports) =>
  async (): Promise<Readonly<{ checked: number; repaired: number; failed: number }>> => {
    const counts = { checked: 0, repaired: 0, failed: 0 };
    for await (const payment of payments.paidSince(now().getTime() - WINDOW_MS)) {
      counts.checked += 1;
      try {
        const order = await read(payment.orderId);
        if (order.captures.some(({ intent }) => intent === payment.intent)) continue;
        await recordPayment(payment);
        counts.repaired += 1;
      } catch (error) {
        counts.failed += 1;
        failed(payment.orderId, error);
      }
    }
    return counts;
  };
