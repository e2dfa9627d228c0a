/**
 * Counts something for CloudWatch, in the namespace `Cartless`, under the names of service and stage. It is written to the log in
 * the embedded metric format at once, so nothing has to be flushed.
 *
 * @param name in the plural: `RollUpDifferences`
 * @param value how many; 0 is worth writing too, because it tells an alarm that somebody looked
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const publishCount = (name: string, value: number): void => publish(name, value, 'Count');

/**
 * Tells CloudWatch how long the oldest of some things has waited, as `publishCount` does.
 *
 * @param name of what waits: `RefundWaits`
 * @param since when the oldest began to wait, in milliseconds; undefined when nothing waits, which is worth telling too
 * @param now in milliseconds
 */
export const publishWait = (name: string, since: number | undefined, now: number): void =>
  publish(name, since === undefined ? 0 : Math.max(0, Math.round((now - since) / 1000)), 'Seconds');

function publish(name: string, value: number, unit: 'Count' | 'Seconds'): void {
  if (process.env['POWERTOOLS_METRICS_DISABLED'] === 'true') return;
  const metric = { Name: name, Unit: unit };
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
