import type { BuyerCount } from '../buyers/buyer-count.ts';
import { type Bucket, bucketsOf, type TimeGroup } from '../calendar/calendar.ts';
import { RangeTooLong } from '../calendar/errors.ts';
import { instantOf, SLOTS_A_DAY } from '../calendar/slot.ts';
import { inZone, type Zone } from '../calendar/zone.ts';
import { type Split, valuesIn } from '../roll-ups/dimension.ts';
import { TooManyRows } from './errors.ts';
import {
  countersOf,
  type Figure,
  type FigureErrors,
  type Figures,
  figures,
  isOfBuyers,
  type Metric,
  recordOf,
  type Sums,
} from './metric.ts';
import { boundsOf, type Period, previousPeriod } from '../calendar/period.ts';
import type { Plan } from './report-plan.ts';
import type { RollUps } from '../roll-ups/ports.ts';
import type { SampleReader } from '../buyers/ports.ts';
import { together } from './tally.ts';
import { buyerSeriesOf, buyersOf, type Scope, seriesOf, tableOf, totalOf } from './read-figures.ts';

/** By the hour, a longer answer would be thousands of rows. */
const HOURLY_LIMIT_DAYS = 92;

/** An answer takes 6 MB, and a row some hundreds of bytes. */
const MOST_ROWS = 10_000;

type Ports = Readonly<{
  rollUps: RollUps;
  samples: SampleReader;
  currency: string;
  /** The most rows of an answer; 10,000 when left out. */
  mostRows?: number;
}>;

/** One line of a report: its name, its time or label, and the figures. */
export type Row = Readonly<{
  /** Of the first grouping. */
  key: string;
  /** Of both, where there are two. */
  keys?: Readonly<Record<string, string>>;
  from?: string;
  to?: string;
  title?: string;
  category?: string;
}> &
  Figures &
  FigureErrors;

export type Summary = Readonly<{
  from: string;
  to: string;
  zone: string;
  rows: Row[];
  totals: Figures & FigureErrors;
  /** Relative standard error of activeBuyers in the totals; 0 when it is exact, absent when it was not asked for. */
  activeBuyersError?: number;
}>;

/** A summary with that of the period before, and how much each number grew: 0.1 is ten per cent more. */
export type ComparedSummary = Summary &
  Readonly<{ previous?: Summary; change?: Record<string, number | null> }>;

/** Answers a plan from roll-ups and samples; what is read depends on the range and the groups, never on orders. */
export const summarise =
  (ports: Ports) =>
  async (plan: Plan, period: Period, isCompared: boolean): Promise<ComparedSummary> => {
    if (plan.time === 'hour' && period.to - period.from > HOURLY_LIMIT_DAYS * SLOTS_A_DAY) {
      throw RangeTooLong({ details: { limit: HOURLY_LIMIT_DAYS } });
    }
    if (!isCompared) return summaryOf(ports, plan, period);
    const [now, previous] = await Promise.all([
      summaryOf(ports, plan, period),
      summaryOf(ports, plan, previousPeriod(period)),
    ]);
    return { ...now, previous, change: changeOf(plan.metrics, now.totals, previous.totals) };
  };

async function summaryOf(ports: Ports, plan: Plan, period: Period): Promise<Summary> {
  const needsBuyers = plan.metrics.some(isOfBuyers);
  const [{ rows, sums }, buyers] = await Promise.all([
    rowsOf(ports, plan, period),
    needsBuyers ? buyersOf(ports.samples, period) : undefined,
  ]);
  const { mostRows = MOST_ROWS } = ports;
  if (rows.length > mostRows) throw TooManyRows({ details: { rows: rows.length, limit: mostRows } });
  const totals = figures(plan.metrics, sums, buyers, ports.currency);
  return {
    ...boundsOf(period),
    rows,
    totals,
    ...(totals.activeBuyers !== undefined && { activeBuyersError: totals.activeBuyersError ?? 0 }),
  };
}

type Rows = Readonly<{ rows: Row[]; sums: Sums }>;

async function rowsOf(ports: Ports, plan: Plan, period: Period): Promise<Rows> {
  const { time, split } = plan;
  if (split !== undefined) return splitRows(ports, plan, split, period);
  if (time !== undefined) return timeRows(ports, plan, time, period);
  return { rows: [], sums: await totalOf(ports.rollUps, scopeOf(plan), period) };
}

const scopeOf = ({ scope, metrics }: Plan): Scope => ({ ...scope, counters: countersOf(metrics) });

/** One row for every value, or for every value and time, of which something was counted. */
async function splitRows(
  { rollUps, currency }: Ports,
  plan: Plan,
  { dimension, fixed }: NonNullable<Plan['split']>,
  period: Period,
): Promise<Rows> {
  const { metrics, groups, time } = plan;
  const { from, to, zone } = period;
  const buckets = time === undefined ? [{ key: '', from, to }] : bucketsOf(time, zone, from, to);
  const [sums, lines] = await Promise.all([
    totalOf(rollUps, scopeOf(plan), period),
    tableOf(rollUps, dimension, buckets),
  ]);
  const rows = lines.flatMap(({ value, label, series }) => {
    const values = valuesIn(dimension, value, label.category);
    if (Object.entries(fixed).some(([split, wanted]) => values[split as Split] !== wanted)) return [];
    return series.flatMap(({ bucket, sums: own }): Row[] => {
      const counted = figures(metrics, own, undefined, currency);
      if (groups.length > 1 && isNothing(counted)) return [];
      const keys = groups.map((group) => (group === time ? bucket.key : (values[group as Split] ?? '')));
      const row = {
        key: keys[0] ?? '',
        ...(groups.length > 1 && {
          keys: Object.fromEntries(groups.map((group, i) => [group, keys[i] ?? ''])),
        }),
        ...(time !== undefined && boundsIn(zone, bucket)),
        ...label,
        ...counted,
      };
      return [row];
    });
  });
  return { rows: rows.sort(byKeys), sums };
}

/** Of two groupings there are very many combinations, and most of them never happen. A balance that is not known is something. */
const isNothing = (counted: Figures): boolean =>
  Object.entries(counted).every(([metric, figure]) =>
    figure === null ? recordOf(metric as Metric).kind !== 'knownBalance' : size(figure) === 0,
  );

const size = (figure: Figure | undefined): number =>
  typeof figure === 'object' ? (figure?.amount ?? 0) : (figure ?? 0);

const byKeys = (a: Row, b: Row): number => (sortText(a) < sortText(b) ? -1 : 1);
const sortText = ({ key, keys }: Row): string => (keys === undefined ? key : Object.values(keys).join('\0'));

const boundsIn = (zone: Zone, { from, to }: Bucket) => ({
  from: inZone(zone, instantOf(from)),
  to: inZone(zone, instantOf(to)),
});

async function timeRows(
  { rollUps, samples, currency }: Ports,
  plan: Plan,
  time: TimeGroup,
  { from, to, zone }: Period,
): Promise<Rows> {
  const { metrics } = plan;
  const buckets = bucketsOf(time, zone, from, to);
  const [series, buyers] = await Promise.all([
    seriesOf(rollUps, scopeOf(plan), buckets),
    metrics.some(isOfBuyers) ? buyerSeriesOf(samples, buckets) : ([] as BuyerCount[]),
  ]);
  const rows = buckets.map((bucket, i) => ({
    key: bucket.key,
    ...boundsIn(zone, bucket),
    ...figures(metrics, series[i] ?? new Map(), buyers[i], currency),
  }));
  return { rows, sums: together(series) };
}

function changeOf(metrics: readonly Metric[], now: Figures, before: Figures): Record<string, number | null> {
  return Object.fromEntries(
    metrics.map((metric) => {
      const old = size(before[metric]);
      return [metric, old === 0 ? null : (size(now[metric]) - old) / old];
    }),
  );
}
