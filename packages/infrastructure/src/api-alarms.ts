import { alarm, COMPOSITE, runbookOf } from './alarms.ts';
import { ACCESS_LOG_GROUP } from './access-log.ts';
import type { Resource, Resources } from './cloudformation.ts';
import { type Owner, ref, stageName } from './names.ts';

/** The id that the Serverless Framework gives a service's HTTP API. */
export const HTTP_API = 'HttpApi';

/** Slower than this nobody waits gladly; a browser of ours gives up after 30 seconds. */
const SLOW_MS = 5000;
/** In five minutes. A page whose token has run out is refused once and renews it. */
const MANY_REFUSALS = 500;
/** A service is down when more than half of at least so many calls a minute fail. */
const FEWEST_CALLS = 10;
const DOWN_PERCENT = 50;

/**
 * What is seen at the API of a service, whichever function answers: so the functions behind it need no alarms of their own. A call
 * that a throttled function does not take is a 5xx here too.
 */
export const apiAlarms = (owner: Owner): Resources => ({
  ApiErrorsAlarm: alarm({
    says: 'Calls are answered with 5xx.',
    runbook: 'calls-fail',
    metric: ['AWS/ApiGateway', '5xx'],
    dimensions: { ApiId: ref(HTTP_API) },
    statistic: 'Sum',
    periods: 5,
    datapoints: 3,
  }),
  ApiSlowAlarm: alarm({
    says: `One call of a hundred takes longer than ${SLOW_MS / 1000} seconds.`,
    runbook: 'calls-are-slow',
    metric: ['AWS/ApiGateway', 'Latency'],
    dimensions: { ApiId: ref(HTTP_API) },
    statistic: 'p99',
    period: 300,
    periods: 3,
    over: SLOW_MS,
  }),
  ...refusals(owner),
  ApiDownAlarm: downAlarm(owner),
});

/**
 * Calls that were refused for their token, by API Gateway or by us, and for a wrong password. The metrics of an HTTP API count all
 * 4xx together, of which most are shoppers who mistype; so these are counted in its log.
 */
const refusals = ({ service }: Owner): Resources => {
  const counted = { namespace: 'Cartless/${sls:stage}', name: `${service}-refused-tokens` };
  return {
    RefusedTokens: {
      Type: 'AWS::Logs::MetricFilter',
      Properties: {
        LogGroupName: ref(ACCESS_LOG_GROUP),
        FilterPattern: '{ $.status = "401" }',
        MetricTransformations: [
          {
            MetricNamespace: counted.namespace,
            MetricName: counted.name,
            MetricValue: '1',
            DefaultValue: 0,
          },
        ],
      },
    },
    RefusedTokensAlarm: alarm({
      says: `More than ${MANY_REFUSALS} calls within five minutes had no good token or password.`,
      runbook: 'tokens-are-refused',
      metric: [counted.namespace, counted.name],
      dimensions: {},
      statistic: 'Sum',
      period: 300,
      over: MANY_REFUSALS,
    }),
  };
};

/** The name of the alarm that says that a service is down; other stacks know it by that. */
export const downAlarmName = (owner: Owner): string => stageName(owner, 'down');

function downAlarm(owner: Owner): Resource {
  const metric = (Id: string, MetricName: string) => ({
    Id,
    ReturnData: false,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/ApiGateway',
        MetricName,
        Dimensions: [{ Name: 'ApiId', Value: ref(HTTP_API) }],
      },
      Period: 60,
      Stat: 'Sum',
    },
  });
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: downAlarmName(owner),
      AlarmDescription: `More than half of the calls fail: the service is down. ${runbookOf('a-service-is-down')}`,
      Metrics: [
        metric('calls', 'Count'),
        metric('failed', '5xx'),
        {
          Id: 'percent',
          Label: 'Calls that fail, in percent',
          Expression: `IF(calls >= ${FEWEST_CALLS}, 100 * failed / calls, 0)`,
        },
      ],
      EvaluationPeriods: 3,
      Threshold: DOWN_PERCENT,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
    },
  };
}

/**
 * One alarm for the whole shop, in the stack that is deployed last: CloudWatch takes no alarm about others that are not there.
 *
 * @param services without which nobody can buy
 */
export const shopDownAlarm = (owner: Owner, services: readonly string[]): Resource => ({
  Type: COMPOSITE,
  Properties: {
    AlarmName: stageName({ ...owner, service: 'shop' }, 'down'),
    AlarmDescription: `The shop is down: nobody can buy. ${runbookOf('the-shop-is-down')}`,
    AlarmRule: services.map((service) => `ALARM("${downAlarmName({ ...owner, service })}")`).join(' OR '),
  },
});
