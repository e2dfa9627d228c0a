import type { Page } from '@cartless/aggregate';
import { OPEN_REFUNDS } from '../ordering/order-item.ts';
import type { Order, Refund } from '../ordering/order.ts';
import type { OrderReader } from '../ordering/order-reader.ts';
import { type RefundStatus, statusOf } from './refund-moves.ts';

type Asked = Readonly<{
  status?: Exclude<RefundStatus, 'done'> | undefined;
  limit: number;
  cursor?: string | undefined;
}>;
export type OpenRefund = Readonly<{ order: Order; refund: Refund }>;

/**
 * The refunds that have not arrived, of the orders that have owed money longest. A page is one query and one read of its
 * orders; it holds the refunds of `limit` orders at most, fewer where a status is asked for.
 */
export async function listRefunds(
  orders: OrderReader,
  { status, limit, cursor }: Asked,
): Promise<Page<OpenRefund>> {
  const page = await orders.page({ index: 'refunds-open', hash: OPEN_REFUNDS, limit, cursor });
  const items = page.items.flatMap((order) =>
    order.refunds
      .filter((refund) => {
        const own = statusOf(refund);
        return own !== 'done' && (status === undefined || own === status);
      })
      .map((refund) => ({ order, refund })),
  );
  return { items, nextCursor: page.nextCursor };
}
