import type { Resource, Resources } from './cloudformation.ts';
import { attribute, type Owner, topicArn } from './names.ts';

type Watch = Readonly<{
  says: string;
  /** The heading of the runbook of rules that says what to do; the service's own runbook where nothing is said. */
  runbook?: string;
  /** `AWS/SQS ApproximateNumberOfMessagesVisible` */
  metric: readonly [namespace: string, name: string];
  dimensions: Readonly<Record<string, unknown>>;
  /** `p99` or another percentile counts only where there are enough values to have one. */
  statistic: 'Sum' | 'Maximum' | `p${number}`;
  period?: number;
  periods?: number;
  /** How many of the periods must be over the threshold, when not all. */
  datapoints?: number;
  over?: number;
}>;

const ALARM = 'AWS::CloudWatch::Alarm';
/** An alarm about other alarms. */
export const COMPOSITE = 'AWS::CloudWatch::CompositeAlarm';
const DAY = 86_400;
/** Dead letters live for fourteen days; four are left to look at them. */
const OLD_DEAD_LETTERS = 10 * DAY;
/** The longest delay of a queue: that long a message may wait and is not late. */
const LONGEST_DELAY = 900;

const OWN_RUNBOOK = 'services/{service}/README.md#runbook';

/** Where whoever is woken reads on: a document of the repository and its heading. Ends the description of every alarm. */
export const runbookOf = (heading?: string): string =>
  `Runbook: ${heading === undefined ? OWN_RUNBOOK : `docs/runbooks/alarms.md#${heading}`}`;

/** An alarm about one metric. Nothing measured is nothing wrong. */
export const alarm = ({ says, metric, dimensions, statistic, ...rest }: Watch): Resource => ({
  Type: ALARM,
  Properties: {
    AlarmDescription: `${says} ${runbookOf(rest.runbook)}`,
    Namespace: metric[0],
    MetricName: metric[1],
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    ...(statistic.startsWith('p')
      ? { ExtendedStatistic: statistic, EvaluateLowSampleCountPercentile: 'ignore' }
      : { Statistic: statistic }),
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
    dimensions: { QueueName: attribute(queue, 'QueueName') },
    statistic: 'Maximum',
  }),
  [`${queue}AgeAlarm`]: alarm({
    says: `Dead letters of ${name} are ten days old and lost after fourteen.`,
    runbook: 'old-dead-letters',
    metric: ['AWS/SQS', 'ApproximateAgeOfOldestMessage'],
    dimensions: { QueueName: attribute(queue, 'QueueName') },
    statistic: 'Maximum',
    period: 3600,
    over: OLD_DEAD_LETTERS,
  }),
});

/** A queue that is not read fast enough, also because its function is throttled. */
export const lateQueueAlarm = (name: string, queue: string, lateAfter = 600, delayed = false): Resource =>
  alarm({
    says: `The queue ${name} is more than ${Math.round(lateAfter / 60)} minutes behind.`,
    runbook: 'late-queues',
    metric: ['AWS/SQS', 'ApproximateAgeOfOldestMessage'],
    dimensions: { QueueName: attribute(queue, 'QueueName') },
    statistic: 'Maximum',
    periods: 5,
    over: lateAfter + (delayed ? LONGEST_DELAY : 0),
  });

/** The same resources; their alarms tell the stage's topic of alarms, which the platform has, and name the service's runbook. */
export const tellOf = (resources: Resources, owner: Owner): Resources =>
  Object.fromEntries(
    Object.entries(resources).map(([id, resource]) => {
      if (resource.Type !== ALARM && resource.Type !== COMPOSITE) return [id, resource];
      const AlarmDescription = String(resource.Properties['AlarmDescription']).replace(
        '{service}',
        owner.service,
      );
      const AlarmActions = [topicArn(owner, 'alarms')];
      return [id, { ...resource, Properties: { ...resource.Properties, AlarmDescription, AlarmActions } }];
    }),
  );
