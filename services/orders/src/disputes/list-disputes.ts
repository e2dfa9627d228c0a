import type { Page } from '@cartless/aggregate';
import type { Order } from '../ordering/order.ts';
import type { OrderReader } from '../ordering/order-reader.ts';
import { type Dispute, type DisputeStatus, isClosed } from './dispute.ts';
import { CLOSED_DISPUTES, OPEN_DISPUTES } from './dispute-item.ts';

type Asked = Readonly<{ status?: DisputeStatus | undefined; limit: number; cursor?: string | undefined }>;
export type OrderDispute = Readonly<{ order: Order; dispute: Dispute }>;

/**
 * The disputes that are open, those first whose evidence is due first; or those that ended in one way, the oldest first. A
 * page is one query and one read of its orders; it holds the disputes of `limit` orders at most.
 */
export async function listDisputes(
  orders: OrderReader,
  { status, limit, cursor }: Asked,
): Promise<Page<OrderDispute>> {
  const over = status !== undefined && isClosed({ status });
  const hash = over ? CLOSED_DISPUTES : OPEN_DISPUTES;
  const page = await orders.page({ index: 'disputes', hash, limit, cursor });
  const items = page.items.flatMap((order) =>
    (order.disputes ?? [])
      .filter((dispute) => (status === undefined ? !isClosed(dispute) : dispute.status === status))
      .map((dispute) => ({ order, dispute })),
  );
  return { items, nextCursor: page.nextCursor };
}

/** All disputes that are open, page after page. */
export async function* everyOpenDispute(orders: OrderReader): AsyncGenerator<OrderDispute> {
  let cursor: string | undefined;
  do {
    const page = await listDisputes(orders, { limit: 100, cursor });
    yield* page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
