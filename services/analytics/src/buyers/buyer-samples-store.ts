import { randomUUID } from 'node:crypto';
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
import { sampleKey, waitingSamplesPartition } from '../analytics-table.ts';
import { pack, unpack } from '../packed.ts';
import type { Ground } from '../ground.ts';

type Setting = Pick<Ground, 'items' | 'generation'>;

/** How many samples' levels a container remembers, so that it does not write what they no longer keep. */
const REMEMBERED = 500;

/** How many samples grow at the same time: fewer than a client has connections. */
const AT_ONCE = 40;

/** So many periods a consumer adds to at once; what is spread over more waits. */
const FEW = 40;

/** How many entries that wait are added together: of 500 events each, some 10 KB. */
const ENTRIES_AT_ONCE = 100;

/** Samples in the service's table: one item per period, whose set grows by union, so repeats change nothing. */
export function buyerSampleStore(setting: Setting): BuyerSamples {
  const grow = growing(setting);
  return { add: (facts) => grow(purchasesByPeriod(facts)) };
}

/**
 * The same for consumers: what is of many periods waits, packed, for what else comes, because a sample is written whole however
 * little grows in it. The scheduled task adds it.
 */
export function patientSampleStore(setting: Setting): BuyerSamples {
  const grow = growing(setting);
  return {
    async add(facts) {
      const purchases = purchasesByPeriod(facts);
      if (purchases.size <= FEW) return grow(purchases);
      const packed = pack([...purchases].map(([period, members]) => [period, [...members]]));
      const pk = waitingSamplesPartition(await setting.generation());
      await setting.items.write([{ put: { pk, sk: randomUUID(), purchases: packed } }]);
    },
  };
}

/**
 * Adds what waits to the samples, as much as there is time for. What was added and could not be taken away is added again.
 *
 * @returns whether any is left
 */
export async function carrySamples(setting: Setting, timeLeft: () => number): Promise<boolean> {
  const { items, generation } = setting;
  const grow = growing(setting);
  const hash = waitingSamplesPartition(await generation());
  while (timeLeft() > 0) {
    const { items: entries } = await items.query({ hash, consistent: true, limit: ENTRIES_AT_ONCE });
    if (entries.length === 0) return false;
    const together = new Map<string, Set<Purchase>>();
    for (const { purchases } of entries) {
      for (const [period, members] of unpack<readonly [string, readonly Purchase[]][]>(purchases)) {
        const known = together.get(period) ?? new Set();
        together.set(period, known);
        for (const member of members) known.add(member);
      }
    }
    await grow(together);
    await items.write(entries.map(({ pk, sk }) => ({ delete: { pk: String(pk), sk: String(sk) } })));
  }
  return true;
}

function growing({ items, generation }: Setting) {
  const levels = new Map<string, number>();
  const growOne = async (period: string, purchases: ReadonlySet<Purchase>): Promise<void> => {
    const key = sampleKey(await generation(), period);
    const cacheKey = key.pk + key.sk;
    const level = levels.get(cacheKey) ?? 0;
    const kept = [...purchases].filter((purchase) => levelOf(purchase) >= level);
    if (kept.length === 0) return;
    const outcome = await items.write([{ update: key, add: { purchases: new Set(kept) } }]);
    if (levels.size >= REMEMBERED) levels.clear();
    levels.set(cacheKey, await pruned(items, key, outcome.ok ? outcome.item : undefined));
  };
  return async (all: ReadonlyMap<string, ReadonlySet<Purchase>>): Promise<void> => {
    const periods = all.entries();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const [period, purchases] of periods) await growOne(period, purchases);
      }),
    );
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
