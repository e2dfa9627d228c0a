import { readSamples } from '../buyers/buyer-samples-store.ts';
import { rollUpStore } from '../roll-ups/roll-ups-store.ts';
import { type ReportCache, reportCache } from './report-cache.ts';
import { listLeaders } from './list-leaders.ts';
import type { LeaderMetric } from './metric.ts';
import { showCohorts } from './show-cohorts.ts';
import { showFunnel } from './show-funnel.ts';
import { summarise } from './summarise.ts';
import { lazy, stageSecret } from '@cartless/lambda';
import type { Ground } from '../ground.ts';
import { ground, settings } from '../service.ts';
import type { Split } from '../roll-ups/dimension.ts';
import { monthOf, slotOf } from '../calendar/slot.ts';
import { monthsOf, type Period, periodOf } from '../calendar/period.ts';
import { planReport, type Question } from './report-plan.ts';

/**
 * How long an answer is remembered, in seconds. A range that reaches the present quarter of an hour changes all the time; one that
 * is over changes only by late events and refunds.
 */
const OPEN_SECONDS = 3;
const CLOSED_SECONDS = 600;

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

const secondsFor = ({ to }: Period, now: Date): number => (to <= slotOf(now) ? CLOSED_SECONDS : OPEN_SECONDS);

/** Summaries as the query asks for them, wired. */
export function summarising(own: Ground, reports: ReportCache) {
  const answer = summarise({
    rollUps: rollUpStore(own),
    samples: { read: (from, to) => readSamples(own, from, to) },
    currency: own.currency,
  });
  const remembered = remembering(own, reports);
  return ({ productId, compare, ...query }: SummaryQuestion) => {
    const plan = planReport({ ...query, product: productId });
    const period = periodOf(query, own.now());
    return remembered(['summary', plan, keyOf(period), compare], secondsFor(period, own.now()), () =>
      answer(plan, period, compare !== undefined),
    );
  };
}

/** Funnels as the query asks for them, wired; people of any cohort may come further at any time. */
export function funnelling(own: Ground, reports: ReportCache) {
  const answer = showFunnel({ rollUps: rollUpStore(own) });
  const remembered = remembering(own, reports);
  return (query: Range & Readonly<{ groupBy?: 'day' | 'week' | 'month' | undefined }>) => {
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

/** Leaders as the query asks for them, wired. */
export function leading(own: Ground, reports: ReportCache) {
  const answer = listLeaders({ rollUps: rollUpStore(own), currency: own.currency });
  const remembered = remembering(own, reports);
  return (query: Range & Readonly<{ dimension: Split; metric: LeaderMetric; limit: number }>) => {
    const { dimension, metric, limit } = query;
    const period = periodOf(query, own.now());
    return remembered(['top', dimension, metric, limit, keyOf(period)], secondsFor(period, own.now()), () =>
      answer(dimension, metric, period, limit),
    );
  };
}

export const summaries = /* @__PURE__ */ lazy(() => summarising(ground(), cache()));
export const funnels = /* @__PURE__ */ lazy(() => funnelling(ground(), cache()));
export const cohorts = /* @__PURE__ */ lazy(() => recurring(ground(), cache()));
export const leaders = /* @__PURE__ */ lazy(() => leading(ground(), cache()));
