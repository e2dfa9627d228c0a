import { erase } from '../ordering/erasure.ts';
import type { ChangeOrder, Clock } from '../ordering/ports.ts';

type Ports = Readonly<{
  forget: (userId: string, sequence: number) => Promise<void>;
  ordersOf: (userId: string) => AsyncIterable<string>;
  change: ChangeOrder;
  now: Clock;
}>;

/**
 * Erases what is kept of a shopper: contact data and addresses at once, and what closed orders tell. Orders that
 * are still open are erased when they are closed, by whoever then finds that their shopper is gone.
 *
 * @returns how many orders are still open
 */
export const eraseShopper =
  ({ forget, ordersOf, change, now }: Ports) =>
  async (userId: string, sequence: number): Promise<number> => {
    await forget(userId, sequence);
    let open = 0;
    for await (const orderId of ordersOf(userId)) {
      const order = await change(orderId, (current) => erase(current, now().getTime()));
      if (order.erasedAt === undefined) open += 1;
    }
    return open;
  };
