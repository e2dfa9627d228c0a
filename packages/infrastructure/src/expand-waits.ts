import { alarm as alarmOf } from './alarms.ts';
import type { Expansion } from './cloudformation.ts';
import type { Waits } from './declarations.ts';
import type { Owner } from './names.ts';

/** What waits for a person may wait for three days before somebody is woken. */
export const LONGEST_WAIT_SECONDS = 3 * 24 * 60 * 60;
/** A function that looks every quarter of an hour is heard in every period. */
const PERIOD_SECONDS = 3600;

/** An alarm for the oldest of some things that wait for a person, as `publishWait` tells of it. */
export const expandWaits = (waits: Waits, { service }: Owner): Expansion => ({
  resources: Object.fromEntries(
    Object.entries(waits).map(([metric, says]) => [
      `${metric}Alarm`,
      alarmOf({
        says,
        metric: ['Cartless', metric],
        dimensions: { service, stage: '${sls:stage}' },
        statistic: 'Maximum',
        over: LONGEST_WAIT_SECONDS,
        period: PERIOD_SECONDS,
        periods: 1,
      }),
    ]),
  ),
});
