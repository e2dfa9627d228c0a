import { alarm as alarmOf } from './alarms.ts';
import type { Expansion } from './cloudformation.ts';
import type { Counts } from './declarations.ts';
import type { Owner } from './names.ts';

/** An alarm for every metric of the service itself that must stay at zero. */
export const expandMetrics = (counts: Counts, { service }: Owner): Expansion => ({
  resources: Object.fromEntries(
    Object.entries(counts).map(([metric, { alarm, statistic, period, periods }]) => [
      `${metric}Alarm`,
      alarmOf({
        says: alarm,
        metric: ['Cartless', metric],
        dimension: ['service', service],
        statistic,
        period,
        periods,
        ...(periods > 1 && { datapoints: periods }),
      }),
    ]),
  ),
});
