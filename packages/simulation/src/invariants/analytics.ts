import { WeeklyReportReady } from '@cartless/domain';
import type { Metric } from '../../../../services/analytics/src/reports/metric.ts';
import {
  cohortsOf,
  countsOf,
  dayOf,
  expectedOf,
  IN_ALL,
  READER,
  type Recount,
  RECOUNTED,
  type Recounted,
  recounted,
} from '../shop/analytics.ts';
import { ordersOf } from '../shop/orders.ts';
import type { Shop } from '../shop/shop.ts';
import { START } from '../world/basis.ts';
import type { Invariant } from './invariant.ts';
import { first } from './orders.ts';

type Figure = number | Readonly<{ amount: number }> | null;
type Row = Readonly<{ key: string } & Record<string, Figure>>;
type Answer = Readonly<{ rows: readonly Row[]; totals: Readonly<Record<string, Figure>> }>;

const sizeOf = (figure: Figure | undefined): number | null =>
  typeof figure === 'object' && figure !== null ? figure.amount : (figure ?? null);

async function report<T>(shop: Shop, route: string, query: Readonly<Record<string, string>>): Promise<T> {
  const range = { from: dayOf(START), to: dayOf(shop.world.scheduler.now) };
  const { status, body } = await shop.insist(`analytics/${route}`, {
    caller: READER,
    query: { ...range, ...query },
  });
  if (status !== 200) throw new Error(`${route} answers ${status} ${JSON.stringify(body)}`);
  return body as T;
}

const summary = (shop: Shop, groupBy: string, metrics: readonly Metric[]): Promise<Answer> =>
  report(shop, 'getSummary', { tz: 'UTC', groupBy, metrics: metrics.join(',') });

/** So many fit into one question. */
const MOST_METRICS = 15;

/** What reports say otherwise than a recount. Of what is of days nothing but its sum is looked at when `isDayUnsure`. */
function differs(
  expected: Recount,
  metrics: readonly Recounted[],
  { rows, totals }: Answer,
  isDayUnsure: boolean,
): string | undefined {
  for (const { metric, byDay } of metrics) {
    const inAll = expectedOf(expected, metric, IN_ALL);
    if (sizeOf(totals[metric]) !== inAll)
      return `there are ${inAll} ${metric}, and reports say ${sizeOf(totals[metric])}`;
    if (!byDay || isDayUnsure) continue;
    for (const row of rows) {
      const ofDay = expectedOf(expected, metric, row.key);
      if (sizeOf(row[metric]) !== ofDay)
        return `there are ${ofDay} ${metric} on ${row.key}, and reports say ${sizeOf(row[metric])}`;
    }
  }
  return undefined;
}

type Cohort = Readonly<{
  key: string;
  buyers: number;
  cameBack: number;
  months: readonly Readonly<{ key: string; buyers: number; orders: number; revenue: { amount: number } }>[];
}>;

/** What is said of who comes back, otherwise than a recount. */
async function cohortsDiffer(shop: Shop): Promise<string | undefined> {
  const expected = cohortsOf(shop);
  const { cohorts } = await report<Readonly<{ cohorts: readonly Cohort[] }>>(shop, 'getCohorts', {});
  const said = cohorts.flatMap(({ key, buyers, cameBack, months }) => [
    [`${key} buyers`, buyers] as const,
    [`${key} cameBack`, cameBack] as const,
    ...months.flatMap((month) => [
      [`${key} ${month.key} buyers`, month.buyers] as const,
      [`${key} ${month.key} orders`, month.orders] as const,
      [`${key} ${month.key} revenue`, month.revenue.amount] as const,
    ]),
  ]);
  const wrong = said.find(([name, number]) => (expected.get(name) ?? 0) !== number);
  return wrong && `of the cohort ${wrong[0]} there are ${expected.get(wrong[0]) ?? 0}, not ${wrong[1]}`;
}

async function difference(shop: Shop): Promise<string | undefined> {
  const expected = recounted(shop);
  for (let from = 0; from < RECOUNTED.length; from += MOST_METRICS) {
    const metrics = RECOUNTED.slice(from, from + MOST_METRICS);
    const answer = await summary(
      shop,
      'day',
      metrics.map(({ metric }) => metric),
    );
    // What is told by a clock that is ahead has happened, at the latest, when it is heard of: that may be another day.
    const problem = differs(expected, metrics, answer, shop.world.isDayUnsure);
    if (problem !== undefined) return problem;
  }
  for (const [groupBy, metrics] of SPLITS) {
    const { rows } = await summary(shop, groupBy, metrics);
    for (const metric of metrics) {
      const sum = rows.reduce((all, row) => all + (sizeOf(row[metric]) ?? 0), 0);
      const inAll = expectedOf(expected, metric, IN_ALL);
      if (sum !== inAll) return `${metric} by ${groupBy} are ${sum}, not ${inAll}`;
    }
  }
  return shop.world.isDayUnsure ? undefined : cohortsDiffer(shop);
}

/** What adds up again when it is told apart. */
const SPLITS: readonly (readonly [groupBy: string, metrics: readonly Metric[]])[] = [
  ['region', ['orders', 'revenue']],
  ['product', ['unitsSold']],
];

export const reportsAreRecounted: Invariant = {
  says: 'reports are what a recount of the orders finds, to the cent',
  watch: (shop) => ({
    async atRest() {
      const { world } = shop;
      if (!shop.has('analytics')) return undefined;
      await world.runScheduled(/^analytics carryOver$/);
      const before = world.chance.next('folded at rest') < 0.5 ? undefined : await difference(shop);
      if (before !== undefined) return before;
      await world.runScheduled(/^analytics foldRollUps$/);
      // What is remembered of days that are over.
      await world.wait(3_600_000);
      const after = await difference(shop);
      return after && `when all is folded, ${after}`;
    },
  }),
};

type Week = WeeklyReportReady['data'];

/** The day of a moment in a zone. */
const dayIn = (zone: string, at: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at);

/** What a report of a week says otherwise than a recount. */
function weekDiffers(shop: Shop, { monday, sunday, zone, figures, days }: Week): string | undefined {
  const counts = ordersOf(shop).flatMap(countsOf);
  const sumOf = (what: string, from: string, to: string): number =>
    counts.reduce((sum, { what: of, at, amount }) => {
      const day = dayIn(zone, at);
      return of === what && day >= from && day <= to ? sum + amount : sum;
    }, 0);
  const orders = sumOf('orders', monday, sunday);
  if (figures.orders.now !== orders)
    return `the week of ${monday} says ${figures.orders.now} orders, not ${orders}`;
  for (const { date, revenue } of [{ date: '', revenue: figures.revenue.now }, ...days]) {
    const expected = sumOf('revenue', date || monday, date || sunday);
    if (revenue.amount !== expected)
      return `the week of ${monday} says ${revenue.amount} on ${date || 'all days'}, not ${expected}`;
  }
  return undefined;
}

export const weeksAreToldOnce: Invariant = {
  says: 'the report of a week is published once, and says what was sold in it',
  watch: (shop) => {
    const { world } = shop;
    const told = new Map<string, Week>();
    let seen = 0;
    return {
      always() {
        for (; seen < world.bus.published.length; seen += 1) {
          const published = world.bus.published[seen];
          if (published?.type !== WeeklyReportReady.type) continue;
          // As often as a relay publishes it, it is one event.
          const { data } = JSON.parse(published.body) as Readonly<{ data: Week }>;
          const known = told.get(data.reportId);
          if (JSON.stringify(known ?? data) !== JSON.stringify(data))
            return `${data.reportId} was told in two forms`;
          told.set(data.reportId, data);
        }
        return undefined;
      },
      atRest() {
        // What was late is in no report of the week before it came.
        if (!shop.has('analytics') || world.faults.happened.length > 0) return undefined;
        return first(told.values(), (week) => (week.isOver ? weekDiffers(shop, week) : undefined));
      },
    };
  },
};
