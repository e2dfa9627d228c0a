import type { BuyerCount } from '../domain/buyer-sample.ts';
import { bucketsOf } from '../domain/calendar.ts';
import { RangeTooLong } from '../domain/errors.ts';
import { instantOf } from '../domain/hour.ts';
import { type Figure, type Figures, figures, isOfBuyers } from '../domain/metric.ts';
import { type Period, previousPeriod } from '../domain/period.ts';
import type { Plan } from '../domain/report-plan.ts';
import type { RollUps, SampleReader } from './ports.ts';
import { buyerSeriesOf, buyersOf, seriesOf, slicesOf, totalOf } from './read-figures.ts';

/** By the hour, a longer answer would be thousands of rows. */
const HOURLY_LIMIT_DAYS = 92;

type Ports = Readonly<{ rollUps: RollUps; samples: SampleReader; currency: string }>;

/** One line of a report: its name, its time or label, and the figures. */
export type Row = Readonly<{ key: string; from?: string; to?: string; title?: string; category?: string }> &
  Figures;

export type Summary = Readonly<{
  from: string;
  to: string;
  zone: string;
  rows: Row[];
  totals: Figures;
  /** Relative standard error of activeBuyers; 0 when it is exact. */
  activeBuyersError?: number;
}>;

/** A summary with that of the period before, and how much each number grew: 0.1 is ten per cent more. */
export type ComparedSummary = Summary &
  Readonly<{ previous?: Summary; change?: Record<string, number | null> }>;

/** Answers a plan from roll-ups and samples; what is read depends on the range and the groups, never on orders. */
export const summarise =
  (ports: Ports) =>
  async (plan: Plan, period: Period, isCompared: boolean): Promise<ComparedSummary> => {
    if (plan.group === 'hour' && period.to - period.from > HOURLY_LIMIT_DAYS * 24) {
      throw RangeTooLong({ details: { limit: HOURLY_LIMIT_DAYS } });
    }
    if (!isCompared) return summaryOf(ports, plan, period);
    const [now, previous] = await Promise.all([
      summaryOf(ports, plan, period),
      summaryOf(ports, plan, previousPeriod(period)),
    ]);
    return { ...now, previous, change: changeOf(now.totals, previous.totals) };
  };

async function summaryOf(ports: Ports, plan: Plan, period: Period): Promise<Summary> {
  const needsBuyers = plan.metrics.some(isOfBuyers);
  const [rows, sums, buyers] = await Promise.all([
    rowsOf(ports, plan, period),
    totalOf(ports.rollUps, plan.scope, period),
    needsBuyers ? buyersOf(ports.samples, period) : undefined,
  ]);
  return {
    from: instantOf(period.from),
    to: instantOf(period.to),
    zone: period.zone.name,
    rows,
    totals: figures(plan.metrics, sums, buyers, ports.currency),
    ...(buyers && { activeBuyersError: buyers.standardError }),
  };
}

async function rowsOf(ports: Ports, plan: Plan, period: Period): Promise<Row[]> {
  if (plan.group !== undefined) return timeRows(ports, plan, plan.group, period);
  if (plan.split === undefined) return [];
  const { dimension, category } = plan.split;
  const slices = await slicesOf(ports.rollUps, dimension, period);
  return slices
    .filter(({ value, label }) =>
      category === undefined
        ? plan.scope.dimension !== dimension || plan.scope.value === value
        : label.category === category,
    )
    .map(({ value, label, sums }) => ({
      key: value,
      ...label,
      ...figures(plan.metrics, sums, undefined, ports.currency),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

async function timeRows(
  { rollUps, samples, currency }: Ports,
  { metrics, scope }: Plan,
  group: NonNullable<Plan['group']>,
  { from, to, zone }: Period,
): Promise<Row[]> {
  const buckets = bucketsOf(group, zone, from, to);
  const [series, buyers] = await Promise.all([
    seriesOf(rollUps, scope, buckets),
    metrics.some(isOfBuyers) ? buyerSeriesOf(samples, buckets) : ([] as BuyerCount[]),
  ]);
  return buckets.map((bucket, i) => ({
    key: bucket.key,
    from: instantOf(bucket.from),
    to: instantOf(bucket.to),
    ...figures(metrics, series[i] ?? new Map(), buyers[i], currency),
  }));
}

function changeOf(now: Figures, before: Figures): Record<string, number | null> {
  const size = (figure: Figure | undefined): number =>
    typeof figure === 'object' ? (figure?.amount ?? 0) : (figure ?? 0);
  return Object.fromEntries(
    Object.entries(now).map(([metric, figure]) => {
      const old = size(before[metric as keyof Figures]);
      return [metric, old === 0 ? null : (size(figure) - old) / old];
    }),
  );
}
