import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import { log, taskHandler } from '@cartless/lambda';
import { dynamoOrderFacts } from '../../adapters/dynamo-order-facts.ts';
import { dynamoRollUps } from '../../adapters/dynamo-roll-ups.ts';
import { reconcile } from '../../application/reconcile.ts';
import { place } from '../../container.ts';
import { dayOf, hourOf } from '../../domain/hour.ts';

/** Yesterday, and the days that late events may still have changed. */
const DAYS = [1, 2, 7, 30];

export const handler = taskHandler('reconcile', async () => {
  const check = reconcile({ rollUps: dynamoRollUps(place()), orders: dynamoOrderFacts(place()) });
  const now = hourOf(new Date());
  const days = DAYS.map((back) => dayOf(now - back * 24));
  const differences = (await Promise.all(days.map(check))).flat();
  for (const difference of differences) log.error('roll-ups do not agree with orders', difference);
  const metrics = new Metrics({ namespace: 'Cartless' });
  metrics.addMetric('RollUpDifferences', MetricUnit.Count, differences.length);
  metrics.publishStoredMetrics();
  return { days: days.join(' '), differences: differences.length };
});
