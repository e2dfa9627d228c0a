import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

const metrics = new Metrics({ namespace: 'Cartless' });

/**
 * Tells CloudWatch a figure, with the service's name as its dimension. It goes out as a log line (embedded metric
 * format), so it costs no request and needs no permission.
 *
 * @param name in Pascal case, as CloudWatch's own: `RollUpDifferences`
 */
export function publishCount(name: string, value: number): void {
  metrics.addMetric(name, MetricUnit.Count, value);
  metrics.publishStoredMetrics();
}
