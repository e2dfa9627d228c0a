import type { Order } from '../ordering/order.ts';
import { isSold } from './due-document.ts';

type Ports = Readonly<{
  /** Every order that was placed in a span of time and is paid or further, in batches. */
  soldBetween: (from: number, to: number) => AsyncIterable<readonly Order[]>;
  /** Of these orders, those that have an invoice. */
  invoiced: (orderIds: readonly string[]) => Promise<ReadonlySet<string>>;
  issue: (orderId: string) => Promise<number>;
  failed: (orderId: string, error: unknown) => void;
  now: () => Date;
}>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * How old orders are when they are looked at: cards are paid within the hour, parcels arrive and money goes back within weeks.
 * An hourly run looks at two hours of each, so one that is missed leaves nothing out.
 */
const AGES = [HOUR, DAY, 8 * DAY, 31 * DAY, 61 * DAY];
const SPAN = 2 * HOUR;

/** Issues what is due for orders whose event was written and never heard of. One that fails does not keep the others waiting. */
export const findUnissued =
  ({ soldBetween, invoiced, issue, failed, now }: Ports) =>
  async (): Promise<Readonly<{ issued: number; failed: number }>> => {
    const at = now().getTime();
    const counts = { issued: 0, failed: 0 };
    for (const age of AGES) {
      for await (const orders of soldBetween(at - age - SPAN, at - age)) {
        const sold = orders.filter((order) => order.tax !== undefined && isSold(order));
        const known = await invoiced(sold.map(({ orderId }) => orderId));
        // Whether a refund has its note, only its documents tell.
        const open = sold.filter(({ orderId, refunds }) => !known.has(orderId) || refunds.length > 0);
        for (const { orderId } of open) {
          try {
            counts.issued += await issue(orderId);
          } catch (error) {
            counts.failed += 1;
            failed(orderId, error);
          }
        }
      }
    }
    return counts;
  };
