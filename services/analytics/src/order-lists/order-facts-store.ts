import { type Condition, type Key, queryAll } from '@cartless/aggregate';
import type { OrderFacts, OrderFilter } from './ports.ts';
import { isKnown, type KnownOrder } from '../facts/order-state.ts';
import { type Generation, ORDER_SHARDS, orderKey, orderShardKey } from '../analytics-table.ts';
import type { Ground } from '../ground.ts';
import { orderOf } from '../facts/ledger-items.ts';

type Setting = Pick<Ground, 'items' | 'generation'>;

/** How many index entries of a shard one call looks at before it hands out what it has. */
const LOOKED_AT = 1000;

/** The most orders that people are shown at once. */
const MOST_OF_A_PAGE = 100;

/** What a shard found, and down to which position it looked; null when it looked at all there is. */
type Found = Readonly<{ keys: readonly string[]; downTo: string | null }>;

/** Orders by time, from the sharded index. A position is the index key at which a page ended. */
export const orderFactStore = (setting: Setting): OrderFacts => ({
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
    const share = shareOf(limit);
    const found = await Promise.all(shards.map((shard) => search(setting, shard, filter, before, share)));
    const { keys, next } = mergeNewestFirst(found, limit);
    const orders = await load(setting, live, keys.map(idOf));
    return { orders, next };
  },
});

/**
 * How many orders of a page are looked for in each shard. A page for people is filled from any shard; of a page for a
 * file, which may be short, each brings little more than its part.
 */
const shareOf = (limit: number): number =>
  limit <= MOST_OF_A_PAGE ? limit : Math.ceil((limit / ORDER_SHARDS) * 1.25);

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
  { items }: Setting,
  shard: string,
  filter: OrderFilter,
  before: string | undefined,
  limit: number,
): Promise<Found> {
  const keys: string[] = [];
  let lookedAt = 0;
  let after: Key | undefined;
  do {
    const page = await items.query({
      index: 'orders-by-time',
      hash: shard,
      range: { from: filter.from, to: before ?? filter.to },
      backward: true,
      limit: Math.max(50, limit + 2),
      filter: conditionOf(filter),
      ...(after && { after }),
    });
    const found = page.items.map(({ placedKey }) => String(placedKey));
    keys.push(...found.filter((key) => key !== before));
    lookedAt += page.looked;
    after = page.next;
    if (after === undefined) return { keys, downTo: null };
  } while (keys.length <= limit && lookedAt < LOOKED_AT);
  return { keys, downTo: String(after['placedKey']) };
}

/** What is asked of an order beside its time; undefined when nothing is. */
function conditionOf(filter: OrderFilter): Condition | undefined {
  const { minTotal, maxTotal, region, paymentMethod, product, category } = filter;
  const total = {
    ...(minTotal !== undefined && { gte: minTotal }),
    ...(maxTotal !== undefined && { lte: maxTotal }),
  };
  const condition = {
    ...(Object.keys(total).length > 0 && { total }),
    ...(region !== undefined && { region }),
    ...(paymentMethod !== undefined && { paymentMethod }),
    ...(product !== undefined && { products: { has: product } }),
    ...(category !== undefined && { categories: { has: category } }),
  };
  return Object.keys(condition).length === 0 ? undefined : condition;
}

async function countShard({ items }: Setting, shard: string, from: string, to: string) {
  let orders = 0;
  let units = 0;
  const query = { index: 'orders-by-time', hash: shard, range: { from, to } };
  for await (const item of queryAll(items, query)) {
    orders += 1;
    units += Number(item['units'] ?? 0);
  }
  return { orders, units };
}

const idOf = (key: string): string => key.slice(key.indexOf('#') + 1);

async function load({ items }: Setting, live: Generation, ids: readonly string[]): Promise<KnownOrder[]> {
  const found = await items.getMany(ids.map((id) => orderKey(live, id)));
  // The index holds only orders of which it is known when they were placed.
  const orders = new Map(
    found
      .map(orderOf)
      .filter(isKnown)
      .map((order) => [order.orderId, order]),
  );
  return ids.flatMap((id) => orders.get(id) ?? []);
}
