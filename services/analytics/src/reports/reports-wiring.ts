import { readSamples } from '../buyers/buyer-samples-store.ts';
import { rollUpStore } from '../roll-ups/roll-ups-store.ts';
import { reportCache } from './report-cache.ts';
import { listLeaders } from './list-leaders.ts';
import type { LeaderMetric } from './metric.ts';
import { showFunnel } from './show-funnel.ts';
import { summarise } from './summarise.ts';
import { lazy } from '@cartless/lambda';
import { place, settings } from '../service.ts';
import type { Split } from '../roll-ups/dimension.ts';
import { hourOf } from '../calendar/hour.ts';
import { type Period, readPeriod } from '../calendar/period.ts';
import { planReport, type Question } from './report-plan.ts';
import { zoneOf } from '../calendar/zone.ts';

/**
 * How long an answer is remembered, in seconds. A range that reaches the current hour changes all the time; one that
 * is over changes only by late events and refunds.
 */
const OPEN_SECONDS = 3;
const CLOSED_SECONDS = 600;

type Range = Readonly<{ from?: string | undefined; to?: string | undefined; tz?: string | undefined }>;
type SummaryQuestion = Range &
  Omit<Question, 'product'> &
  Readonly<{ productId?: string | undefined; compare?: 'previous' | undefined }>;

const cache = lazy(() => reportCache(settings().DB_TABLE_ANALYTICS, settings().REDIS_URL));
const rollUps = lazy(() => rollUpStore(place()));
const periodOf = ({ from, to, tz = 'UTC' }: Range): Period =>
  readPeriod(zoneOf(tz), { from, to }, new Date());
const keyOf = ({ from, to, zone }: Period) => [from, to, zone.name];
const secondsFor = ({ to }: Period): number => (to <= hourOf(new Date()) ? CLOSED_SECONDS : OPEN_SECONDS);

/** Says when the numbers were read; a remembered answer keeps its time. */
async function stamped<Answer extends object>(answer: Promise<Answer>): Promise<Answer & { asOf: string }> {
  return { ...(await answer), asOf: new Date().toISOString() };
}

/** Summaries as the query asks for them. */
export const summaries = lazy(() => {
  const answer = summarise({
    rollUps: rollUps(),
    samples: { read: (from, to) => readSamples(place(), from, to) },
    currency: settings().CURRENCY,
  });
  return async ({ productId, compare, ...query }: SummaryQuestion) => {
    const plan = planReport({ ...query, product: productId });
    const period = periodOf(query);
    const load = () => stamped(answer(plan, period, compare !== undefined));
    return cache().get(['summary', plan, keyOf(period), compare], secondsFor(period), load);
  };
});

/** Funnels as the query asks for them; people of any cohort may come further at any time. */
export const funnels = lazy(() => {
  const answer = showFunnel({ rollUps: rollUps() });
  return async (query: Range & Readonly<{ groupBy?: 'day' | 'week' | 'month' | undefined }>) => {
    const period = periodOf(query);
    const load = () => stamped(answer(period, query.groupBy));
    return cache().get(['funnel', keyOf(period), query.groupBy], OPEN_SECONDS, load);
  };
});

/** Leaders as the query asks for them. */
export const leaders = lazy(() => {
  const answer = listLeaders({ rollUps: rollUps(), currency: settings().CURRENCY });
  return async (query: Range & Readonly<{ dimension: Split; metric: LeaderMetric; limit: number }>) => {
    const { dimension, metric, limit } = query;
    const period = periodOf(query);
    const load = () => stamped(answer(dimension, metric, period, limit));
    return cache().get(['top', dimension, metric, limit, keyOf(period)], secondsFor(period), load);
  };
});
