import { eraseOrder } from '../domain/erase-order.ts';
import type { Order } from '../domain/order.ts';
import type { ChangeOrder, Clock } from './ports.ts';

type Page = Readonly<{ orders: readonly Order[]; nextCursor: string | null }>;
type Ports = Readonly<{
  forget: (userId: string, sequence: number) => Promise<void>;
  ordersOf: (userId: string, cursor: string | undefined) => Promise<Page>;
  change: ChangeOrder;
  now: Clock;
}>;

/**
 * Erases what is kept of a shopper: contact data and addresses at once, and the addresses in closed orders. Orders that
 * are still open are erased when they are closed, by whoever then finds that their shopper is gone.
 *
 * @returns how many orders are still open
 */
export const eraseShopper =
  ({ forget, ordersOf, change, now }: Ports) =>
  async (userId: string, sequence: number): Promise<number> => {
    await forget(userId, sequence);
    let open = 0;
    let cursor: string | undefined;
    do {
      const page = await ordersOf(userId, cursor);
      for (const { orderId } of page.orders) {
        const order = await change(orderId, now().getTime(), eraseOrder);
        if (order.shippingAddress.recipient !== '-') open += 1;
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return open;
  };
