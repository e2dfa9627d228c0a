import { ABSENT, type Item, type Items, type Key, queryAll } from '@cartless/aggregate';
import type { BuyerSamples } from './ports.ts';
import {
  levelFor,
  levelOf,
  type Purchase,
  purchasesByPeriod,
  type Sample,
  SAMPLE_LIMIT,
} from './buyer-sample.ts';
import { sampleKey } from '../analytics-table.ts';
import type { Ground } from '../ground.ts';

type Setting = Pick<Ground, 'items' | 'generation'>;

/** How many samples' levels a container remembers, so that it does not write what they no longer keep. */
const REMEMBERED = 500;

/** How many samples grow at the same time: fewer than a client has connections. */
const AT_ONCE = 40;

/** Samples in the service's table: one item per period, whose set grows by union, so repeats change nothing. */
export function buyerSampleStore({ items, generation }: Setting): BuyerSamples {
  const levels = new Map<string, number>();
  const grow = async (period: string, purchases: ReadonlySet<Purchase>): Promise<void> => {
    const key = sampleKey(await generation(), period);
    const cacheKey = key.pk + key.sk;
    const level = levels.get(cacheKey) ?? 0;
    const kept = [...purchases].filter((purchase) => levelOf(purchase) >= level);
    if (kept.length === 0) return;
    const outcome = await items.write([{ update: key, add: { purchases: new Set(kept) } }]);
    if (levels.size >= REMEMBERED) levels.clear();
    levels.set(cacheKey, await pruned(items, key, outcome.ok ? outcome.item : undefined));
  };
  return {
    async add(facts) {
      const periods = purchasesByPeriod(facts).entries();
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (const [period, purchases] of periods) await grow(period, purchases);
        }),
      );
    },
  };
}

/** Raises the level of a sample that has grown to twice its limit. Answers the level it has then. */
async function pruned(items: Items, update: Key, item: Item = {}): Promise<number> {
  const { level, purchases } = sampleOf(item);
  if (purchases.size <= 2 * SAMPLE_LIMIT) return level;
  const next = Math.max(level, levelFor(purchases));
  const dropped = new Set([...purchases].filter((purchase) => levelOf(purchase) < next));
  const when = [{ level: ABSENT }, { level: { lt: next } }];
  await items.write([{ update, take: { purchases: dropped }, set: { level: next }, when }]);
  return next;
}

/** Reads the samples of days or of months, both ends inclusive. */
export async function readSamples(
  { items, generation }: Setting,
  from: string,
  to: string,
): Promise<Sample[]> {
  const live = await generation();
  const range = { from: sampleKey(live, from).sk, to: sampleKey(live, to).sk };
  const samples: Sample[] = [];
  for await (const item of queryAll(items, { hash: sampleKey(live, from).pk, range })) {
    samples.push(sampleOf(item));
  }
  return samples;
}

/** A stored level may lag behind what the set's size asks for; the one to count by follows from the set alone. */
function sampleOf(item: Item): Sample {
  const purchases = (item['purchases'] ?? new Set()) as ReadonlySet<Purchase>;
  const sort = typeof item['sk'] === 'string' ? item['sk'] : '';
  return { period: sort.slice(2), level: Number(item['level'] ?? 0), purchases };
}
