import { alarm as alarmOf } from './alarms.ts';
import type { Expansion } from './cloudformation.ts';
import type { Counts } from './declarations.ts';
import type { Owner } from './names.ts';

/** An alarm for every metric of the service itself that must not get above a figure, zero mostly. */
export const expandMetrics = (counts: Counts, { service }: Owner): Expansion => ({
  resources: Object.fromEntries(
    Object.entries(counts).map(([metric, { alarm, statistic, above, period, periods }]) => [
      `${metric}Alarm`,
      alarmOf({
        says: alarm,
        metric: ['Cartless', metric],
        dimensions: { service, stage: '${sls:stage}' },
        statistic,
        over: above,
        period,
        periods,
        ...(periods > 1 && { datapoints: periods }),
      }),
    ]),
  ),
});
