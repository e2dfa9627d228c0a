import { dynamoRollUps } from './adapters/dynamo-roll-ups.ts';
import { readSamples } from './adapters/dynamo-buyer-samples.ts';
import { type LeaderMetric, listLeaders } from './application/list-leaders.ts';
import { showFunnel } from './application/show-funnel.ts';
import { summarise } from './application/summarise.ts';
import { lazy, place, settings } from './container.ts';
import type { Split } from './domain/dimension.ts';
import { type Period, readPeriod } from './domain/period.ts';
import { planReport, type Question } from './domain/report-plan.ts';
import { zoneOf } from './domain/zone.ts';

type Range = Readonly<{ from?: string | undefined; to?: string | undefined; tz?: string | undefined }>;

const periodOf = ({ from, to, tz = 'UTC' }: Range): Period =>
  readPeriod(zoneOf(tz), { from, to }, new Date());
const asOf = () => ({ asOf: new Date().toISOString() });

/** Summaries as the query asks for them. */
export const summaries = lazy(() => {
  const answer = summarise({
    rollUps: dynamoRollUps(place()),
    samples: { read: (from, to) => readSamples(place(), from, to) },
    currency: settings().CURRENCY,
  });
  return async ({
    productId,
    compare,
    ...query
  }: Range & Question & { productId?: string | undefined; compare?: string | undefined }) => {
    const plan = planReport({ ...query, product: productId });
    return { ...(await answer(plan, periodOf(query), compare !== undefined)), ...asOf() };
  };
});

/** Funnels as the query asks for them. */
export const funnels = lazy(() => {
  const answer = showFunnel({ rollUps: dynamoRollUps(place()) });
  return async (query: Range & { groupBy?: 'day' | 'week' | 'month' | undefined }) => ({
    ...(await answer(periodOf(query), query.groupBy)),
    ...asOf(),
  });
});

/** Leaders as the query asks for them. */
export const leaders = lazy(() => {
  const answer = listLeaders({ rollUps: dynamoRollUps(place()), currency: settings().CURRENCY });
  return async (query: Range & { dimension: Split; metric: LeaderMetric; limit: number }) => ({
    ...(await answer(query.dimension, query.metric, periodOf(query), query.limit)),
    ...asOf(),
  });
});
