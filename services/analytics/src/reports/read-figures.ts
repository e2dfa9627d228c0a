import type { BuyerCount } from '../buyers/buyer-count.ts';
import { countBuyers, levelFor, type Sample, within } from '../buyers/buyer-sample.ts';
import type { Bucket } from '../calendar/calendar.ts';
import { cover, coverByDays } from '../roll-ups/cover.ts';
import type { Counter } from '../roll-ups/counter.ts';
import type { Dimension } from '../roll-ups/dimension.ts';
import type { Slot } from '../calendar/slot.ts';
import type { Sums } from './metric.ts';
import type { Label } from '../roll-ups/roll-up.ts';
import { add } from './tally.ts';
import type { RollUps } from '../roll-ups/ports.ts';
import type { SampleReader } from '../buyers/ports.ts';

type Range = Readonly<{ from: Slot; to: Slot }>;
/** Of what sums are wanted: of which counters, of all when left out. */
export type Scope = Readonly<{
  dimension: Dimension;
  value: string;
  counters?: ReadonlySet<Counter> | undefined;
}>;

/** The sums of a whole range. */
export async function totalOf(rollUps: RollUps, scope: Scope, { from, to }: Range): Promise<Sums> {
  const sums: Sums = new Map();
  for (const { each } of await rollUps.count({ ...scope, cuts: [from, to] })) {
    each((counter, amount) => add(sums, counter, amount));
  }
  return sums;
}

/** The sums of each bucket; buckets follow one another without a gap. */
export async function seriesOf(rollUps: RollUps, scope: Scope, buckets: readonly Bucket[]): Promise<Sums[]> {
  const series = buckets.map((): Sums => new Map());
  const bucketAt = finder(buckets);
  for (const { each } of await rollUps.count({ ...scope, cuts: cutsOf(buckets) })) {
    each((counter, amount, slot) => {
      const sums = series[bucketAt(slot)];
      if (sums !== undefined) add(sums, counter, amount);
    });
  }
  return series;
}

/** The sums of one value of a dimension. */
export type Slice = Readonly<{ value: string; label: Label; sums: Sums }>;

/** The sums of every value of a dimension that something was counted for. */
export async function slicesOf(
  rollUps: RollUps,
  dimension: Dimension,
  { from, to }: Range,
): Promise<Slice[]> {
  const table = await tableOf(rollUps, dimension, [{ key: '', from, to }]);
  return table.flatMap(({ series, ...slice }) => series.map(({ sums }) => ({ ...slice, sums })));
}

/** One value of a dimension with its sums in those buckets in which something was counted. */
export type Line = Readonly<{
  value: string;
  label: Label;
  series: readonly Readonly<{ bucket: Bucket; sums: Sums }>[];
}>;

/** The sums of every value of a dimension that something was counted for, by bucket. */
export async function tableOf(
  rollUps: RollUps,
  dimension: Dimension,
  buckets: readonly Bucket[],
): Promise<Line[]> {
  const lines = new Map<string, { label: Label; series: Map<number, Sums> }>();
  const bucketAt = finder(buckets);
  for (const { value, label, each } of await rollUps.count({ dimension, cuts: cutsOf(buckets) })) {
    const line = lines.get(value) ?? { label, series: new Map<number, Sums>() };
    lines.set(value, line);
    line.label = { ...line.label, ...label };
    each((counter, amount, slot) => {
      const index = bucketAt(slot);
      const sums = line.series.get(index) ?? new Map<Counter, number>();
      line.series.set(index, sums);
      add(sums, counter, amount);
    });
  }
  return [...lines]
    .filter(([, { series }]) => series.size > 0)
    .map(([value, { label, series }]) => ({
      value,
      label,
      series: [...series]
        .sort(([a], [b]) => a - b)
        .flatMap(([index, sums]) => {
          const bucket = buckets[index];
          return bucket === undefined ? [] : [{ bucket, sums }];
        }),
    }));
}

const cutsOf = (buckets: readonly Bucket[]): Slot[] => [
  ...buckets.slice(0, 1).map(({ from }) => from),
  ...buckets.map(({ to }) => to),
];

/** Finds the bucket that a slot lies in; a long range has more numbers than slots. */
function finder(buckets: readonly Bucket[]): (slot: Slot) => number {
  const from = buckets[0]?.from ?? 0;
  const index = new Uint16Array((buckets.at(-1)?.to ?? from) - from);
  for (const [i, bucket] of buckets.entries()) index.fill(i, bucket.from - from, bucket.to - from);
  return (slot) => index[slot - from] ?? -1;
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
