import { BatchGetCommand, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { ORDER_STATUSES, type OrderStatus } from '@cartless/domain';
import { Busy, decodeCursor, encodeCursor } from '@cartless/dynamodb';
import type { Order } from '../domain/order.ts';
import { loadOrder } from './change-order.ts';
import { numberKey } from './keys.ts';
import { fromOrderItem, SHARDS, statusPartition } from './order-item.ts';
import type { Item, Store } from './store.ts';

export type AllOrders = Readonly<{
  status?: OrderStatus | undefined;
  from?: number | undefined;
  to?: number | undefined;
  limit: number;
  cursor?: string | undefined;
}>;

type Entry = Readonly<{ pk: string; at: number }>;

/** Room for orders of the very millisecond at which the last page ended. */
const TIES = 10;

/** The order with a number, if there is one: two reads by key. */
export async function findByNumber(store: Store, orderNumber: string): Promise<Order | undefined> {
  const { client, table } = store;
  const { Item: claim } = await client.send(
    new GetCommand({ TableName: table, Key: numberKey(orderNumber) }),
  );
  return claim && loadOrder(store, claim['id'] as string);
}

/**
 * One page of everybody's orders, newest first: one query per shard of each status asked for, merged, and one request
 * for the orders themselves. For administrators only; the cost does not grow with the number of orders.
 */
export async function listAllOrders(store: Store, list: AllOrders) {
  const { status, from = 0, to = 9_999_999_999_999, limit, cursor } = list;
  const last = decodeCursor(cursor, ['pk', 'at']) as Entry | undefined;
  const partitions = (status ? [status] : ORDER_STATUSES).flatMap((one) =>
    Array.from({ length: SHARDS }, (_, shard) => statusPartition(one, shard)),
  );
  const range = { from, to: Math.min(to, last?.at ?? to), limit: limit + TIES };
  const found = await Promise.all(partitions.map((partition) => readPartition(store, partition, range)));
  const entries = found
    .flat()
    .filter((entry) => last === undefined || newestFirst(last, entry) < 0)
    .toSorted(newestFirst);
  const page = entries.slice(0, limit);
  const next = entries.length > limit ? page.at(-1) : undefined;
  return { orders: await readOrders(store, page), nextCursor: encodeCursor(next) };
}

const newestFirst = (a: Entry, b: Entry): number => b.at - a.at || (a.pk < b.pk ? 1 : a.pk > b.pk ? -1 : 0);

async function readPartition(
  { client, table }: Store,
  partition: string,
  { from, to, limit }: Readonly<{ from: number; to: number; limit: number }>,
): Promise<Entry[]> {
  const page = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: 'orders-by-status',
      KeyConditionExpression: 'x = :partition AND #at BETWEEN :from AND :to',
      ExpressionAttributeNames: { '#at': 'at' },
      ExpressionAttributeValues: { ':partition': partition, ':from': from, ':to': Math.max(from, to) },
      ScanIndexForward: false,
      Limit: limit,
    }),
  );
  return (page.Items ?? []).map(({ pk, at }) => ({ pk: pk as string, at: at as number }));
}

async function readOrders({ client, table }: Store, entries: readonly Entry[]): Promise<Order[]> {
  if (entries.length === 0) return [];
  const request = { [table]: { Keys: entries.map(({ pk }) => ({ pk, sk: 'order' })) } };
  const answer = await client.send(new BatchGetCommand({ RequestItems: request }));
  if (Object.keys(answer.UnprocessedKeys ?? {}).length > 0) throw Busy({ details: { retryAfter: 1 } });
  const orders = ((answer.Responses?.[table] ?? []) as Item[]).map(fromOrderItem);
  const rank = new Map(entries.map(({ pk }, i) => [pk, i]));
  const place = ({ orderId }: Order): number => rank.get(`O#${orderId}`) ?? 0;
  return orders.toSorted((a, b) => place(a) - place(b));
}
