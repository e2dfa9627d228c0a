import { cursorCodec, inOrder, type Item, type Items, type Page } from '@cartless/aggregate';
import { duePartition, SHARDS } from '../ordering/order-item.ts';
import type { Order } from '../ordering/order.ts';
import type { OrderReader } from '../ordering/order-reader.ts';
import { isOpen, type Return } from './return.ts';

type Asked = Readonly<{
  status?: 'requested' | 'approved' | undefined;
  limit: number;
  cursor?: string | undefined;
}>;
/** An open return: its order, and its place among the order's returns. */
export type OpenReturn = Readonly<{ order: Order; number: number }>;

type Entry = Readonly<{ pk: string; due: number }>;
const position = cursorCodec<Entry>({ pk: 'S', due: 'N' });
/** Room for orders of the very millisecond at which the last page ended. */
const TIES = 10;

/**
 * The returns that are open, of the orders first of which the clock will move one on. A page is one query per shard and one read
 * of its orders; it holds the returns of `limit` orders at most, fewer where a status is asked for.
 */
export async function listReturns(
  orders: OrderReader,
  items: Items,
  { status, limit, cursor }: Asked,
): Promise<Page<OpenReturn>> {
  const last = position.decode(cursor);
  const found = await Promise.all(
    Array.from({ length: SHARDS }, (_, shard) =>
      items.query({
        index: 'orders-due',
        hash: duePartition('return', shard),
        range: { from: last?.due ?? 0 },
        limit: limit + TIES,
      }),
    ),
  );
  const entries = found
    .flatMap((page) => page.items as (Item & Entry)[])
    .filter((entry) => last === undefined || soonestFirst(last, entry) < 0)
    .toSorted(soonestFirst);
  const page = entries.slice(0, limit);
  const next = entries.length > limit ? page.at(-1) : undefined;
  const wanted = (one: Return) => isOpen(one) && (status === undefined || one.status === status);
  return {
    items: (await inOrder(items, page))
      .map(orders.decode)
      .flatMap((order) =>
        order.returns.flatMap((one, index) => (wanted(one) ? [{ order, number: index + 1 }] : [])),
      ),
    nextCursor: position.encode(next && { pk: next.pk, due: next.due }),
  };
}

const soonestFirst = (a: Entry, b: Entry): number =>
  a.due - b.due || (a.pk < b.pk ? -1 : a.pk > b.pk ? 1 : 0);
