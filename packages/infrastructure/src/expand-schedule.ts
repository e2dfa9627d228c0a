import { alarm as alarmOf } from './alarms.ts';
import type { Expansion } from './cloudformation.ts';
import type { Runs } from './declarations.ts';
import { pascalCase, ref } from './names.ts';

/**
 * The trigger of a function that starts by itself, and an alarm when it fails: nobody waits for its answer. What runs
 * every minute may fail once or twice, what runs seldom may not.
 */
export function expandSchedule({ schedule, alarm }: Runs, key: string): Expansion {
  const often = /^rate\(1 minutes?\)$/.test(schedule);
  return {
    events: [{ schedule }],
    resources: {
      [`${pascalCase(key)}ErrorsAlarm`]: alarmOf({
        says: alarm,
        metric: ['AWS/Lambda', 'Errors'],
        dimensions: { FunctionName: ref(`${pascalCase(key)}LambdaFunction`) },
        statistic: 'Sum',
        ...(often ? { periods: 5, datapoints: 3 } : { period: 300 }),
      }),
    },
  };
}
