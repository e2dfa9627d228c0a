import type { BuyerCount } from '../buyers/buyer-count.ts';
import { countBuyers, levelFor, type Sample, within } from '../buyers/buyer-sample.ts';
import type { Bucket } from '../calendar/calendar.ts';
import { cover, coverByDays } from '../roll-ups/cover.ts';
import type { Dimension, Split } from '../roll-ups/dimension.ts';
import type { Hour } from '../calendar/hour.ts';
import type { Sums } from './metric.ts';
import type { Label, StoredRollUp } from '../roll-ups/roll-up.ts';
import { add, eachEntry } from './tally.ts';
import type { RollUps } from '../roll-ups/ports.ts';
import type { SampleReader } from '../buyers/ports.ts';

type Range = Readonly<{ from: Hour; to: Hour }>;
export type Scope = Readonly<{ dimension: Dimension; value: string }>;

/** The sums of a whole range. */
export async function totalOf(rollUps: RollUps, scope: Scope, range: Range): Promise<Sums> {
  const sums: Sums = new Map();
  for (const stored of await readCover(rollUps, scope, range)) {
    eachEntry(stored, range.from, range.to, (counter, amount) => add(sums, counter, amount));
  }
  return sums;
}

/** The sums of each bucket; buckets follow one another without a gap. */
export async function seriesOf(rollUps: RollUps, scope: Scope, buckets: readonly Bucket[]): Promise<Sums[]> {
  const [from, to] = [buckets[0]?.from ?? 0, buckets.at(-1)?.to ?? 0];
  const series = buckets.map((): Sums => new Map());
  const bucketOfHour = buckets.flatMap((bucket, index) =>
    Array.from({ length: bucket.to - bucket.from }, () => index),
  );
  for (const stored of await rollUps.read({ ...scope, ...coverByDays(from, to) })) {
    eachEntry(stored, from, to, (counter, amount, hour) => {
      const sums = series[bucketOfHour[hour - from] ?? -1];
      if (sums !== undefined) add(sums, counter, amount);
    });
  }
  return series;
}

/** The sums of one value of a split. */
export type Slice = Readonly<{ value: string; label: Label; sums: Sums }>;

/** The sums of every value of a split that something was counted for. */
export async function slicesOf(rollUps: RollUps, dimension: Split, range: Range): Promise<Slice[]> {
  const slices = new Map<string, Slice>();
  for (const stored of await readCover(rollUps, { dimension }, range)) {
    const { value, label } = stored;
    const slice = slices.get(value) ?? { value, label, sums: new Map() };
    // Periods come in the order of time within a shard: the latest label stays.
    slices.set(value, { ...slice, label: { ...slice.label, ...label } });
    eachEntry(stored, range.from, range.to, (counter, amount) => add(slice.sums, counter, amount));
  }
  return [...slices.values()].filter(({ sums }) => sums.size > 0);
}

async function readCover(
  rollUps: RollUps,
  scope: Readonly<{ dimension: Dimension; value?: string }>,
  { from, to }: Range,
): Promise<StoredRollUp[]> {
  const stretches = cover(from, to);
  return (await Promise.all(stretches.map((stretch) => rollUps.read({ ...scope, ...stretch })))).flat();
}

/** Distinct buyers of a whole range. */
export async function buyersOf(samples: SampleReader, { from, to }: Range): Promise<BuyerCount> {
  const stretches = cover(from, to);
  const read = (await Promise.all(stretches.map((stretch) => samples.read(stretch.from, stretch.to)))).flat();
  return countOver(read, { from, to });
}

/** Distinct buyers of each bucket. */
export async function buyerSeriesOf(
  samples: SampleReader,
  buckets: readonly Bucket[],
): Promise<BuyerCount[]> {
  const [from, to] = [buckets[0]?.from ?? 0, buckets.at(-1)?.to ?? 0];
  const days = coverByDays(from, to);
  const byDay = new Map((await samples.read(days.from, days.to)).map((sample) => [sample.period, sample]));
  return buckets.map((bucket) => {
    const own = coverByDays(bucket.from, bucket.to);
    const inside = [...byDay.values()].filter(({ period }) => period >= own.from && period <= own.to);
    return countOver(inside, bucket);
  });
}

function countOver(samples: readonly Sample[], { from, to }: Range): BuyerCount {
  const level = samples.reduce((top, { level, purchases }) => Math.max(top, level, levelFor(purchases)), 0);
  const purchases = samples.flatMap((sample) => within(sample, from, to));
  return countBuyers(purchases, level);
}
