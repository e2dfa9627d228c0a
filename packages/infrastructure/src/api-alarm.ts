import { alarm, RUNBOOK_OF_RULES } from './alarms.ts';
import type { Resource } from './cloudformation.ts';
import { ref } from './names.ts';

/** The id that the Serverless Framework gives a service's HTTP API. */
export const HTTP_API = 'HttpApi';

/**
 * Calls that are answered with 5xx: a fault, a time-out or a throttled function, in whichever function it happens. So the
 * functions behind the API need no alarms of their own.
 */
export const apiAlarm = (): Resource =>
  alarm({
    says: 'Calls are answered with 5xx.',
    runbook: RUNBOOK_OF_RULES,
    metric: ['AWS/ApiGateway', '5xx'],
    dimension: ['ApiId', ref(HTTP_API)],
    statistic: 'Sum',
    periods: 5,
    datapoints: 3,
  });
