import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';

let metrics: Metrics | undefined;

/**
 * Counts something for CloudWatch, in the namespace `Cartless`, under the service's name. It is written to the log in
 * the embedded metric format at once, so nothing has to be flushed.
 *
 * @param name in the plural: `RollUpDifferences`
 * @param value how many; 0 is worth writing too, because it tells an alarm that somebody looked
 */
export function publishCount(name: string, value: number): void {
  metrics ??= new Metrics({ namespace: 'Cartless' });
  metrics.addMetric(name, MetricUnit.Count, value);
  metrics.publishStoredMetrics();
}
