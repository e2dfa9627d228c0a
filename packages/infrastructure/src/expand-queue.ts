import { deadLetterAlarms, lateQueueAlarm } from './alarms.ts';
import { allow, type Expansion, type Resource, type Resources } from './cloudformation.ts';
import { deadLetterQueue, queue } from './queues.ts';
import type { Consumes } from './declarations.ts';
import { attribute, type Owner, pascalCase, ref, topicArn } from './names.ts';

type Consumer = Readonly<{
  owner: Owner;
  /** Seconds that the function may take. */
  timeout: number;
  /** The event types that its handler reads; undefined when it reads none. */
  reads: readonly string[] | undefined;
}>;

/**
 * How many containers read a queue at once where nothing is said, so that a backlog leaves room for calls (ADR 66). Ten messages
 * each in a tenth of a second are a thousand messages a second.
 */
const MOST_AT_ONCE = '${param:queueConcurrency}';

/** A queue with everything around it: dead letters, subscriptions, policy, trigger, the right to park, alarms. */
export function expandQueue(declaration: Consumes, { owner, timeout, reads }: Consumer): Expansion {
  const { queue: name, alarm, batchSize, batchWindow, maximumConcurrency, delay } = declaration;
  const [id, deadLetters] = [`${pascalCase(name)}Queue`, `${pascalCase(name)}DeadLetters`];
  const sources = sourcesOf(declaration, owner, reads);
  return {
    environment: { PARK_QUEUE_URL: ref(deadLetters) },
    statements: [allow('sqs:SendMessage', attribute(deadLetters, 'Arn'))],
    events: [
      {
        sqs: {
          arn: attribute(id, 'Arn'),
          batchSize,
          ...(batchWindow !== undefined && { maximumBatchingWindow: batchWindow }),
          maximumConcurrency: maximumConcurrency ?? MOST_AT_ONCE,
          functionResponseType: 'ReportBatchItemFailures',
        },
      },
    ],
    resources: {
      [id]: queue(owner, name, {
        VisibilityTimeout: declaration.visibilityTimeout ?? 6 * timeout + (batchWindow ?? 0),
        ...(delay !== undefined && { DelaySeconds: delay }),
        RedrivePolicy: { deadLetterTargetArn: attribute(deadLetters, 'Arn'), maxReceiveCount: 5 },
      }),
      [deadLetters]: deadLetterQueue(owner, name),
      ...subscriptions(name, sources),
      ...(sources.length > 0 && { [`${id}Policy`]: policy(id, sources) }),
      ...deadLetterAlarms(name, deadLetters, alarm),
      [`${pascalCase(name)}AgeAlarm`]: lateQueueAlarm(name, id, declaration.lateAfter, delay !== undefined),
    },
  };
}

/** A topic that fills the queue, and which of its messages. */
type Source = Readonly<{ topic: unknown; producer?: string; types?: readonly string[] }>;

function sourcesOf(
  { messages, topic }: Consumes,
  owner: Owner,
  reads: readonly string[] | undefined,
): Source[] {
  const elsewhere = messages ?? topic;
  if ((reads === undefined) === (elsewhere === undefined)) {
    throw new Error(
      reads === undefined
        ? 'its handler reads no events; say "messages: own" or name the topic that fills the queue'
        : 'its handler reads events, so neither "messages" nor "topic" can fill the queue',
    );
  }
  if (topic !== undefined) return [{ topic }];
  const producers = new Set((reads ?? []).map((type) => type.split('.', 1)[0] ?? ''));
  return [...producers].map((producer) => ({
    producer,
    topic: topicArn(owner, `${producer}-events`),
    types: (reads ?? []).filter((type) => type.startsWith(`${producer}.`)),
  }));
}

const subscriptions = (name: string, sources: readonly Source[]): Resources =>
  Object.fromEntries(
    sources.map(({ topic, producer, types }) => [
      `${pascalCase(name)}${producer === undefined ? 'Subscription' : `From${pascalCase(producer)}`}`,
      {
        Type: 'AWS::SNS::Subscription',
        Properties: {
          TopicArn: topic,
          Protocol: 'sqs',
          Endpoint: attribute(`${pascalCase(name)}Queue`, 'Arn'),
          RawMessageDelivery: true,
          ...(types !== undefined && { FilterPolicy: filterPolicy(types) }),
        },
      },
    ]),
  );

/**
 * Which messages of a topic reach a queue. Who reads two versions of one event hears the older one only where no newer is
 * told, by a producer of the release before: nobody gets more than what they read.
 */
export const filterPolicy = (types: readonly string[]): Readonly<Record<string, unknown>> => {
  const names = types.map((type) => type.replace(/\.v\d+$/, ''));
  const isTwice = new Set(names).size < names.length;
  return { type: types, ...(isTwice && { newer: [{ exists: false }] }) };
};

/** A queue has one policy, so it names every topic. */
const policy = (queueId: string, sources: readonly Source[]): Resource => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: [ref(queueId)],
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: attribute(queueId, 'Arn'),
          Condition: { ArnEquals: { 'aws:SourceArn': oneOrMany(sources.map(({ topic }) => topic)) } },
        },
      ],
    },
  },
});

const oneOrMany = (values: readonly unknown[]): unknown => (values.length === 1 ? values[0] : values);
