import { BatchGetCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { OrderFacts, OrderFilter } from '../application/ports.ts';
import type { OrderState } from '../domain/order-state.ts';
import { type Generation, ORDER_SHARDS, orderKey, orderShardKey } from './keys.ts';
import { orderOf } from './ledger-items.ts';

type Item = Record<string, unknown>;
type Setting = Readonly<{
  client: DynamoDBDocumentClient;
  table: string;
  generation: () => Promise<Generation>;
}>;

/** How many index entries of a shard one call looks at before it hands out what it has. */
const LOOKED_AT = 1000;

/** What a shard found, and down to which position it looked; null when it looked at all there is. */
type Found = Readonly<{ keys: readonly string[]; downTo: string | null }>;

/** Orders by time, from the sharded index. A position is the index key at which a page ended. */
export const dynamoOrderFacts = (setting: Setting): OrderFacts => ({
  async count(from, to) {
    const live = await setting.generation();
    const shards = Array.from({ length: ORDER_SHARDS }, (_, shard) => orderShardKey(live, shard));
    const counts = await Promise.all(shards.map((shard) => countShard(setting, shard, from, to)));
    return {
      orders: counts.reduce((sum, { orders }) => sum + orders, 0),
      units: counts.reduce((sum, { units }) => sum + units, 0),
    };
  },
  async list(filter, before, limit) {
    const live = await setting.generation();
    const shards = Array.from({ length: ORDER_SHARDS }, (_, shard) => orderShardKey(live, shard));
    const found = await Promise.all(shards.map((shard) => search(setting, shard, filter, before, limit)));
    const { keys, next } = mergeNewestFirst(found, limit);
    const orders = await load(setting, live, keys.map(idOf));
    return { orders, next };
  },
});

/**
 * Puts the shards' findings together. A shard that stopped early may have more below where it stopped, so nothing
 * below the highest such place is handed out yet.
 */
export function mergeNewestFirst(
  found: readonly Found[],
  limit: number,
): Readonly<{ keys: readonly string[]; next: string | null }> {
  const floor = found.reduce((top, { downTo }) => (downTo !== null && downTo > top ? downTo : top), '');
  const safe = found.flatMap(({ keys }) => keys).filter((key) => key >= floor);
  const all = safe.sort((a, b) => (a < b ? 1 : -1));
  const keys = all.slice(0, limit);
  if (all.length > limit) return { keys, next: keys.at(-1) ?? null };
  return { keys, next: floor === '' ? null : floor };
}

async function search(
  { client, table }: Setting,
  shard: string,
  filter: OrderFilter,
  before: string | undefined,
  limit: number,
): Promise<Found> {
  const keys: string[] = [];
  let lookedAt = 0;
  let start: Item | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'orders-by-time',
        ScanIndexForward: false,
        Limit: Math.max(50, limit + 2),
        ...conditions(shard, filter, before),
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    const found = (page.Items ?? []).map(({ placedKey }) => String(placedKey));
    keys.push(...found.filter((key) => key !== before));
    lookedAt += page.ScannedCount ?? 0;
    start = page.LastEvaluatedKey;
    if (start === undefined) return { keys, downTo: null };
  } while (keys.length <= limit && lookedAt < LOOKED_AT);
  return { keys, downTo: String(start['placedKey']) };
}

function conditions(shard: string, filter: OrderFilter, before: string | undefined) {
  const tests = [
    ['total', 'minTotal', '#total >= :minTotal'],
    ['total', 'maxTotal', '#total <= :maxTotal'],
    ['region', 'region', '#region = :region'],
    ['paymentMethod', 'paymentMethod', '#paymentMethod = :paymentMethod'],
    ['products', 'product', 'contains(#products, :product)'],
    ['categories', 'category', 'contains(#categories, :category)'],
  ] as const;
  const asked = tests.filter(([, name]) => filter[name] !== undefined);
  return {
    KeyConditionExpression: 'orderShard = :shard AND placedKey BETWEEN :from AND :to',
    ExpressionAttributeValues: {
      ':shard': shard,
      ':from': filter.from,
      ':to': before ?? filter.to,
      ...Object.fromEntries(asked.map(([, name]) => [`:${name}`, filter[name]])),
    },
    ...(asked.length > 0 && {
      ExpressionAttributeNames: Object.fromEntries(asked.map(([attribute]) => [`#${attribute}`, attribute])),
      FilterExpression: asked.map(([, , test]) => test).join(' AND '),
    }),
  };
}

async function countShard({ client, table }: Setting, shard: string, from: string, to: string) {
  let [orders, units] = [0, 0];
  let start: Item | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'orders-by-time',
        KeyConditionExpression: 'orderShard = :shard AND placedKey BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':shard': shard, ':from': from, ':to': to },
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    orders += page.Count ?? 0;
    units += (page.Items ?? []).reduce((sum, item) => sum + Number(item['units'] ?? 0), 0);
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return { orders, units };
}

const idOf = (key: string): string => key.slice(key.indexOf('#') + 1);

async function load(
  { client, table }: Setting,
  live: Generation,
  ids: readonly string[],
): Promise<OrderState[]> {
  const orders = new Map<string, OrderState>();
  for (let left: Item[] = ids.map((id) => orderKey(live, id)); left.length > 0;) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: left } } }),
    );
    for (const item of Responses?.[table] ?? []) orders.set(String(item['orderId']), orderOf(item));
    left = UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return ids.flatMap((id) => orders.get(id) ?? []);
}
