import { cursorCodec, inOrder, type Item, type Items, type Page, queryAll } from '@cartless/aggregate';
import { ORDER_STATUSES, type OrderStatus } from '@cartless/domain';
import { idOf, numberKey } from '../orders-table.ts';
import { SHARDS, statusPartition } from './order-item.ts';
import type { Order } from './order.ts';
import type { OrderReader } from './order-reader.ts';

type Range = Readonly<{ from?: number | undefined; to?: number | undefined }>;
type Wanted = Range &
  Readonly<{ status?: OrderStatus | undefined; limit: number; cursor?: string | undefined }>;
export type OwnOrders = Wanted & Readonly<{ userId: string }>;
export type AllOrders = Wanted;

/** The latest time that anything can have. */
const NEVER = 9_999_999_999_999;
/** A page of which a filter lets little through is filled by at most so many queries. */
const QUERIES = 5;
/** Room for orders of the very millisecond at which the last page ended. */
const TIES = 10;

/** One page of a shopper's orders, newest first: one query, or a few where a status filters most of them out. */
export const listOwnOrders = (
  orders: OrderReader,
  { userId, status, from = 0, to = NEVER, limit, cursor }: OwnOrders,
): Promise<Page<Order>> =>
  orders.page({
    index: 'orders-by-user',
    hash: userId,
    range: { from, to: Math.max(from, to) },
    backward: true,
    filter: status && { st: status },
    queries: QUERIES,
    limit,
    cursor,
  });

/** The ids of a shopper's orders since a time, oldest first. */
export async function* ownOrderIds(items: Items, userId: string, from = 0): AsyncGenerator<string> {
  const own = queryAll(items, { index: 'orders-by-user', hash: userId, range: { from, to: NEVER } });
  for await (const { pk } of own) yield idOf(pk as string);
}

/** The order with a number, if there is one: two reads by key. */
export async function findByNumber(
  orders: OrderReader,
  items: Items,
  orderNumber: string,
): Promise<Order | undefined> {
  const claim = await items.get(numberKey(orderNumber));
  return claim && orders.find(claim['id'] as string);
}

type Entry = Readonly<{ pk: string; at: number }>;
const position = cursorCodec<Entry>({ pk: 'S', at: 'N' });

/**
 * One page of everybody's orders, newest first: one query per shard of each status asked for, merged, and one request
 * for the orders themselves. For administrators only; the cost does not grow with the number of orders.
 */
export async function listAllOrders(
  orders: OrderReader,
  items: Items,
  list: AllOrders,
): Promise<Page<Order>> {
  const { status, from = 0, to = NEVER, limit, cursor } = list;
  const last = position.decode(cursor);
  const latest = Math.min(to, last?.at ?? to);
  const found = await Promise.all(
    partitionsOf(status).map((hash) =>
      items.query({
        index: 'orders-by-status',
        hash,
        range: { from, to: Math.max(from, latest) },
        backward: true,
        limit: limit + TIES,
      }),
    ),
  );
  const entries = found
    .flatMap((page) => page.items as (Item & Entry)[])
    .filter((entry) => last === undefined || newestFirst(last, entry) < 0)
    .toSorted(newestFirst);
  const page = entries.slice(0, limit);
  const next = entries.length > limit ? page.at(-1) : undefined;
  return {
    items: (await inOrder(items, page)).map(orders.decode),
    nextCursor: position.encode(next && { pk: next.pk, at: next.at }),
  };
}

const partitionsOf = (status: OrderStatus | undefined): string[] =>
  (status ? [status] : ORDER_STATUSES).flatMap((one) =>
    Array.from({ length: SHARDS }, (_, shard) => statusPartition(one, shard)),
  );

const newestFirst = (a: Entry, b: Entry): number => b.at - a.at || (a.pk < b.pk ? 1 : a.pk > b.pk ? -1 : 0);

/** Placed orders of a span of time that have no number yet. */
export async function findUnnumbered(
  orders: OrderReader,
  from: number,
  to: number,
): Promise<readonly string[]> {
  const pages = await Promise.all(
    partitionsOf('placed').map((hash) =>
      orders.page({ index: 'orders-by-status', hash, range: { from, to }, limit: 100 }),
    ),
  );
  return pages.flatMap(({ items }) =>
    items.filter(({ orderNumber }) => orderNumber === null).map(({ orderId }) => orderId),
  );
}
