import type { Item, Items } from '@cartless/aggregate';
import { foldRollUps } from '../src/roll-ups/fold-roll-ups.ts';
import { sampleKey } from '../src/analytics-table.ts';
import { orderItem } from '../src/facts/ledger-items.ts';
import { rollUpWrite } from '../src/roll-ups/roll-up-writes.ts';
import { levelFor, levelOf, purchasesByPeriod, SAMPLE_LIMIT } from '../src/buyers/buyer-sample.ts';
import type { Fact } from '../src/facts/fact.ts';
import { postFacts } from '../src/facts/post-facts.ts';
import { mergeChanges, type RollUpChange } from '../src/roll-ups/roll-up.ts';
import { orderFacts, randomNumbers } from './synthetic-orders.ts';

const GENERATION = 'g1';
/** The shop's own zone, and one of `reportZones`. */
export const KEPT_ZONES = ['Asia/Shanghai', 'Asia/Kathmandu'];
export const SHARDS = 4;
/** Orders that are added up before they are written. */
const AT_ONCE = 250;
const TRANSACTION_ITEMS = 100;

/**
 * Loads a table with so many orders: the domain's own bookings, added up before they are written through the
 * service's own writes, a quarter of the orders to each shard, each quarter folded by the service's own fold. Records
 * of orders, which no summary reads, are written for the first ones only.
 */
export async function loadOrders(items: Items, count: number, records: number): Promise<void> {
  const random = randomNumbers(count);
  const samples = new Map<string, { level: number; purchases: Set<string> }>();
  for (let shard = 0; shard < SHARDS; shard += 1) {
    const [first, end] = [shard, shard + 1].map((part) => Math.ceil((count * part) / SHARDS)) as [
      number,
      number,
    ];
    let sum: RollUpChange[] = [];
    let waiting: RollUpChange[] = [];
    for (let from = first; from < end; from += AT_ONCE) {
      const size = Math.min(AT_ONCE, end - from);
      const facts = Array.from({ length: size }, (_, i) =>
        orderFacts(from + i, Math.ceil(count / 3), random),
      ).flat();
      const posting = postFacts({ orders: new Map(), people: new Map() }, facts);
      waiting.push(...posting.changes);
      if (waiting.length > 20_000) [sum, waiting] = [mergeChanges([...sum, ...waiting]), []];
      if (from < records) {
        const orders = [...posting.orders.values()];
        await putAll(
          items,
          orders.map((order) => ({ ...orderItem(GENERATION, order), v: 2 })),
        );
      }
      addPurchases(samples, facts);
    }
    const changes = mergeChanges([...sum, ...waiting]);
    for (let from = 0; from < changes.length; from += TRANSACTION_ITEMS) {
      const some = changes.slice(from, from + TRANSACTION_ITEMS);
      await items.write(some.map((change) => rollUpWrite(GENERATION, shard, change)));
    }
    await foldRollUps({ items, generation: GENERATION, shards: SHARDS, zones: KEPT_ZONES }, new Date());
    if (process.stdout.isTTY) process.stdout.write(`\rloading ${end} of ${count} orders `);
  }
  await putAll(
    items,
    [...samples].map(([period, sample]) => ({ ...sampleKey(GENERATION, period), ...sample })),
  );
}

/** As the service's samples grow: pruned when they have come to twice their limit. */
function addPurchases(
  samples: Map<string, { level: number; purchases: Set<string> }>,
  facts: readonly Fact[],
): void {
  for (const [period, purchases] of purchasesByPeriod(facts)) {
    const sample = samples.get(period) ?? { level: 0, purchases: new Set<string>() };
    for (const purchase of purchases) {
      if (levelOf(purchase) >= sample.level) sample.purchases.add(purchase);
    }
    if (sample.purchases.size > 2 * SAMPLE_LIMIT) {
      sample.level = Math.max(sample.level, levelFor(sample.purchases));
      for (const purchase of sample.purchases) {
        if (levelOf(purchase) < sample.level) sample.purchases.delete(purchase);
      }
    }
    samples.set(period, sample);
  }
}

async function putAll(items: Items, all: readonly Item[]): Promise<void> {
  for (let from = 0; from < all.length; from += TRANSACTION_ITEMS) {
    await items.write(all.slice(from, from + TRANSACTION_ITEMS).map((put) => ({ put })));
  }
}
