import { readSamples } from '../buyers/buyer-samples-store.ts';
import { rollUpStore } from '../roll-ups/roll-ups-store.ts';
import { type ReportCache, reportCache } from './report-cache.ts';
import { listLeaders } from './list-leaders.ts';
import type { LeaderMetric } from './metric.ts';
import { showCohorts } from './show-cohorts.ts';
import { type FulfilmentGroup, showFulfilment } from './show-fulfilment.ts';
import { showStock } from '../stock/show-stock.ts';
import { readStock } from '../stock/stock-store.ts';
import { showFunnel } from './show-funnel.ts';
import { summarise } from './summarise.ts';
import { lazy, stageSecret } from '@cartless/lambda';
import type { TimeGroup } from '../calendar/calendar.ts';
import type { Ground } from '../ground.ts';
import { ground, settings } from '../service.ts';
import type { Split } from '../roll-ups/dimension.ts';
import { monthOf, type Slot, slotOf } from '../calendar/slot.ts';
import { isOver, readLateState } from '../roll-ups/late-marks.ts';
import { monthsOf, type Period, periodOf, previousPeriod } from '../calendar/period.ts';
import { planReport, type Question } from './report-plan.ts';

/** How long an answer is remembered, in seconds, that reaches into the current day: it changes all the time. */
const OPEN_SECONDS = 3;
/** And one about days that are over, unless a late event or a refund changes it. */
const CLOSED_SECONDS = 600;
/** How long that of stock is, which is counted once an hour. */
const STOCK_SECONDS = 60;
/** How long a replica of the table may lag behind a change, generously, in milliseconds. */
const LAG_MS = 5000;

type Range = Readonly<{ from?: string | undefined; to?: string | undefined; tz?: string | undefined }>;
type SummaryQuestion = Range &
  Omit<Question, 'product'> &
  Readonly<{ productId?: string | undefined; compare?: 'previous' | undefined }>;

const cache = /* @__PURE__ */ lazy(() => {
  const { DB_TABLE_ANALYTICS, REDIS_URL_PARAMETER } = settings();
  return reportCache(
    DB_TABLE_ANALYTICS,
    REDIS_URL_PARAMETER ? stageSecret('REDIS_URL_PARAMETER') : undefined,
  );
});

const keyOf = ({ from, to, zone }: Period) => [from, to, zone.name];

/** Answers of a kind of report, each with the time at which it was read; a remembered answer keeps its time. */
const remembering =
  ({ now }: Ground, { get }: ReportCache) =>
  <Answer extends object>(question: unknown, seconds: number, load: () => Promise<Answer>) =>
    get(question, seconds, async () => ({ ...(await load()), asOf: now().toISOString() }));

/**
 * The same of a report about a range of time. What is over is remembered for long, together with the state of its numbers, which
 * costs a small query to ask: a late event makes it another question.
 */
function rememberingRange(own: Ground, reports: ReportCache) {
  const remembered = remembering(own, reports);
  return async <Answer extends object>(
    question: unknown,
    range: Readonly<{ from: Slot; to: Slot }>,
    load: () => Promise<Answer>,
  ) => {
    if (!isOver(range, own.now())) return remembered(question, OPEN_SECONDS, load);
    const { marks, changedAt } = await readLateState(own, range);
    // What is read from a replica just after a change may not have it yet.
    const isFresh = changedAt > new Date(own.now().getTime() - LAG_MS).toISOString();
    return remembered([question, marks], isFresh ? OPEN_SECONDS : CLOSED_SECONDS, load);
  };
}

/** Summaries as the query asks for them, wired. */
export function summarising(own: Ground, reports: ReportCache) {
  const answer = summarise({
    rollUps: rollUpStore(own),
    samples: { read: (from, to) => readSamples(own, from, to) },
    currency: own.currency,
  });
  const remembered = rememberingRange(own, reports);
  return ({ productId, compare, ...query }: SummaryQuestion) => {
    const plan = planReport({ ...query, product: productId });
    const period = periodOf(query, own.now());
    const { from } = compare === undefined ? period : previousPeriod(period);
    return remembered(['summary', plan, keyOf(period), compare], { from, to: period.to }, () =>
      answer(plan, period, compare !== undefined),
    );
  };
}

/** Funnels as the query asks for them, wired; people of any cohort may come further at any time. */
export function funnelling(own: Ground, reports: ReportCache) {
  const answer = showFunnel({ rollUps: rollUpStore(own) });
  const remembered = remembering(own, reports);
  return (query: Range & Readonly<{ groupBy?: Exclude<TimeGroup, 'hour'> | undefined }>) => {
    const period = periodOf(query, own.now());
    return remembered(['funnel', keyOf(period), query.groupBy], OPEN_SECONDS, () =>
      answer(period, query.groupBy),
    );
  };
}

/** Cohorts of first orders as the query asks for them, wired; people of any of them may come back at any time. */
export function recurring(own: Ground, reports: ReportCache) {
  const answer = showCohorts({ rollUps: rollUpStore(own), currency: own.currency });
  const remembered = remembering(own, reports);
  return (query: Omit<Range, 'tz'>) => {
    const months = monthsOf(query, own.now());
    const present = monthOf(slotOf(own.now()));
    return remembered(['cohorts', months, present], OPEN_SECONDS, () => answer(months, present));
  };
}

/** How parcels fare as the query asks for it, wired. */
export function fulfilling(own: Ground, reports: ReportCache) {
  const answer = showFulfilment({ rollUps: rollUpStore(own) });
  const remembered = rememberingRange(own, reports);
  return ({ groupBy, ...query }: Range & Readonly<{ groupBy?: FulfilmentGroup | undefined }>) => {
    const period = periodOf(query, own.now());
    return remembered(['fulfilment', keyOf(period), groupBy], period, () => answer(period, groupBy));
  };
}

/** The stock and how it sells as the query asks for it, wired. */
export function stocking(own: Ground, reports: ReportCache) {
  const answer = stockOf(own);
  const remembered = remembering(own, reports);
  return (query: Parameters<typeof answer>[0]) => {
    const { category, limit, cursor } = query;
    const slot = slotOf(own.now());
    return remembered(['stock', category, limit, cursor, slot], STOCK_SECONDS, () => answer(query, slot));
  };
}

const stockOf = (own: Ground) =>
  showStock({ readStock: () => readStock(own), rollUps: rollUpStore(own), currency: own.currency });

/** All rows of the stock, for a file; more than is to be remembered. */
export const wholeStock = (own: Ground) => {
  const answer = stockOf(own);
  return ({ category }: Readonly<{ category?: string | undefined }>) =>
    answer({ category, limit: Infinity }, slotOf(own.now()));
};

/** Leaders as the query asks for them, wired. */
export function leading(own: Ground, reports: ReportCache) {
  const answer = listLeaders({ rollUps: rollUpStore(own), currency: own.currency });
  const remembered = rememberingRange(own, reports);
  return (query: Range & Readonly<{ dimension: Split; metric: LeaderMetric; limit: number }>) => {
    const { dimension, metric, limit } = query;
    const period = periodOf(query, own.now());
    return remembered(['top', dimension, metric, limit, keyOf(period)], period, () =>
      answer(dimension, metric, period, limit),
    );
  };
}

export const summaries = /* @__PURE__ */ lazy(() => summarising(ground(), cache()));
export const funnels = /* @__PURE__ */ lazy(() => funnelling(ground(), cache()));
export const cohorts = /* @__PURE__ */ lazy(() => recurring(ground(), cache()));
export const fulfilments = /* @__PURE__ */ lazy(() => fulfilling(ground(), cache()));
export const stock = /* @__PURE__ */ lazy(() => stocking(ground(), cache()));
export const leaders = /* @__PURE__ */ lazy(() => leading(ground(), cache()));
