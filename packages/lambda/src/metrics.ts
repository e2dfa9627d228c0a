/**
 * Counts something for CloudWatch, in the namespace `Cartless`, under the names of service and stage. It is written to the log in
 * the embedded metric format at once, so nothing has to be flushed.
 *
 * @param name in the plural: `RollUpDifferences`
 * @param value how many; 0 is worth writing too, because it tells an alarm that somebody looked
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function publishCount(name: string, value: number): void {
  if (process.env['POWERTOOLS_METRICS_DISABLED'] === 'true') return;
  const metric = { Name: name, Unit: 'Count' };
  const directive = { Namespace: 'Cartless', Dimensions: [['service', 'stage']], Metrics: [metric] };
  const line = {
    _aws: { Timestamp: Date.now(), CloudWatchMetrics: [directive] },
    service: process.env['POWERTOOLS_SERVICE_NAME'],
    // Two stages of one account are counted apart.
    stage: process.env['STAGE'],
    [name]: value,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
