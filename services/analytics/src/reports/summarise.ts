import type { BuyerCount } from '../buyers/buyer-count.ts';
import { bucketsOf } from '../calendar/calendar.ts';
import { RangeTooLong } from '../calendar/errors.ts';
import { instantOf, SLOTS_A_DAY } from '../calendar/slot.ts';
import { inZone } from '../calendar/zone.ts';
import {
  type Figure,
  type FigureErrors,
  type Figures,
  figures,
  isOfBuyers,
  type Metric,
  type Sums,
} from './metric.ts';
import { boundsOf, type Period, previousPeriod } from '../calendar/period.ts';
import type { Plan } from './report-plan.ts';
import type { RollUps } from '../roll-ups/ports.ts';
import type { SampleReader } from '../buyers/ports.ts';
import { together } from './tally.ts';
import { buyerSeriesOf, buyersOf, seriesOf, type Slice, slicesOf, totalOf } from './read-figures.ts';

/** By the hour, a longer answer would be thousands of rows. */
const HOURLY_LIMIT_DAYS = 92;

type Ports = Readonly<{ rollUps: RollUps; samples: SampleReader; currency: string }>;

/** One line of a report: its name, its time or label, and the figures. */
export type Row = Readonly<{ key: string; from?: string; to?: string; title?: string; category?: string }> &
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
    if (plan.group === 'hour' && period.to - period.from > HOURLY_LIMIT_DAYS * SLOTS_A_DAY) {
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
    plan.group === undefined ? sliceRows(ports, plan, period) : timeRows(ports, plan, plan.group, period),
    needsBuyers ? buyersOf(ports.samples, period) : undefined,
  ]);
  const totals = figures(plan.metrics, sums, buyers, ports.currency);
  return {
    ...boundsOf(period),
    rows,
    totals,
    ...(totals.activeBuyers !== undefined && { activeBuyersError: totals.activeBuyersError ?? 0 }),
  };
}

type Rows = Readonly<{ rows: Row[]; sums: Sums }>;

async function sliceRows({ rollUps, currency }: Ports, plan: Plan, period: Period): Promise<Rows> {
  const { split, scope, metrics } = plan;
  const [sums, slices] = await Promise.all([
    totalOf(rollUps, scope, period),
    split === undefined ? [] : slicesOf(rollUps, split.dimension, period),
  ]);
  const isAsked = ({ value, label }: Slice): boolean =>
    split?.category === undefined
      ? scope.dimension !== split?.dimension || scope.value === value
      : label.category === split.category;
  const rows = slices
    .filter(isAsked)
    .map(({ value, label, sums: own }) => ({
      key: value,
      ...label,
      ...figures(metrics, own, undefined, currency),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return { rows, sums };
}

async function timeRows(
  { rollUps, samples, currency }: Ports,
  { metrics, scope }: Plan,
  group: NonNullable<Plan['group']>,
  { from, to, zone }: Period,
): Promise<Rows> {
  const buckets = bucketsOf(group, zone, from, to);
  const [series, buyers] = await Promise.all([
    seriesOf(rollUps, scope, buckets),
    metrics.some(isOfBuyers) ? buyerSeriesOf(samples, buckets) : ([] as BuyerCount[]),
  ]);
  const rows = buckets.map((bucket, i) => ({
    key: bucket.key,
    from: inZone(zone, instantOf(bucket.from)),
    to: inZone(zone, instantOf(bucket.to)),
    ...figures(metrics, series[i] ?? new Map(), buyers[i], currency),
  }));
  return { rows, sums: together(series) };
}

function changeOf(metrics: readonly Metric[], now: Figures, before: Figures): Record<string, number | null> {
  const size = (figure: Figure | undefined): number =>
    typeof figure === 'object' ? (figure?.amount ?? 0) : (figure ?? 0);
  return Object.fromEntries(
    metrics.map((metric) => {
      const old = size(before[metric]);
      return [metric, old === 0 ? null : (size(now[metric]) - old) / old];
    }),
  );
}
