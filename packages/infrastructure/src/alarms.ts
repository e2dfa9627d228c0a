import type { Resource, Resources } from './cloudformation.ts';
import { attribute, type Owner, topicArn } from './names.ts';

type Watch = Readonly<{
  says: string;
  /** Where it is written what to do; the service's own runbook where nothing is said. */
  runbook?: string;
  /** `AWS/SQS ApproximateNumberOfMessagesVisible` */
  metric: readonly [namespace: string, name: string];
  dimension: readonly [name: string, value: unknown];
  statistic: 'Sum' | 'Maximum';
  period?: number;
  periods?: number;
  /** How many of the periods must be over the threshold, when not all. */
  datapoints?: number;
  over?: number;
}>;

const ALARM = 'AWS::CloudWatch::Alarm';
const DAY = 86_400;
/** Dead letters live for fourteen days; four are left to look at them. */
const OLD_DEAD_LETTERS = 10 * DAY;
/** The longest delay of a queue: that long a message may wait and is not late. */
const LONGEST_DELAY = 900;

/** What to do about alarms that every service has. */
export const RUNBOOK_OF_RULES = 'packages/infrastructure/README.md';

/** An alarm about one metric. Nothing measured is nothing wrong. */
export const alarm = ({ says, metric, dimension, statistic, ...rest }: Watch): Resource => ({
  Type: ALARM,
  Properties: {
    AlarmDescription: `${says} Runbook in ${rest.runbook ?? "this service's README"}.`,
    Namespace: metric[0],
    MetricName: metric[1],
    Dimensions: [{ Name: dimension[0], Value: dimension[1] }],
    Statistic: statistic,
    Period: rest.period ?? 60,
    EvaluationPeriods: rest.periods ?? 1,
    ...(rest.datapoints !== undefined && { DatapointsToAlarm: rest.datapoints }),
    Threshold: rest.over ?? 0,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
  },
});

/** The first dead letter, and those that are soon lost. */
export const deadLetterAlarms = (name: string, queue: string, says: string): Record<string, Resource> => ({
  [`${queue}Alarm`]: alarm({
    says,
    metric: ['AWS/SQS', 'ApproximateNumberOfMessagesVisible'],
    dimension: ['QueueName', attribute(queue, 'QueueName')],
    statistic: 'Maximum',
  }),
  [`${queue}AgeAlarm`]: alarm({
    says: `Dead letters of ${name} are ten days old and lost after fourteen.`,
    runbook: RUNBOOK_OF_RULES,
    metric: ['AWS/SQS', 'ApproximateAgeOfOldestMessage'],
    dimension: ['QueueName', attribute(queue, 'QueueName')],
    statistic: 'Maximum',
    period: 3600,
    over: OLD_DEAD_LETTERS,
  }),
});

/** A queue that is not read fast enough, also because its function is throttled. */
export const lateQueueAlarm = (name: string, queue: string, lateAfter = 600, delayed = false): Resource =>
  alarm({
    says: `The queue ${name} is more than ${Math.round(lateAfter / 60)} minutes behind.`,
    runbook: RUNBOOK_OF_RULES,
    metric: ['AWS/SQS', 'ApproximateAgeOfOldestMessage'],
    dimension: ['QueueName', attribute(queue, 'QueueName')],
    statistic: 'Maximum',
    periods: 5,
    over: lateAfter + (delayed ? LONGEST_DELAY : 0),
  });

/** The same resources; their alarms tell the stage's topic of alarms, which the platform has. */
export const tellOf = (resources: Resources, owner: Owner): Resources =>
  Object.fromEntries(
    Object.entries(resources).map(([id, resource]) => {
      if (resource.Type !== ALARM) return [id, resource];
      const Properties = { ...resource.Properties, AlarmActions: [topicArn(owner, 'alarms')] };
      return [id, { ...resource, Properties }];
    }),
  );
