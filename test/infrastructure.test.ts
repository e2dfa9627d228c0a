import { describe, expect, it } from '@jest/globals';
import { EVENT_CONTRACTS } from '@cartless/domain/registry';
import {
  eventsOf,
  readService,
  type Resource,
  resourcesOf,
  SERVICES,
  type Service,
  target,
} from './serverless-yaml.ts';

const FOURTEEN_DAYS = 1_209_600;
const TYPES = new Set(EVENT_CONTRACTS.map(({ type }) => type));

const redrive = ({ Properties }: Resource) =>
  Properties['RedrivePolicy'] as { deadLetterTargetArn: unknown; maxReceiveCount: number } | undefined;

/** The queues that take what others could not handle: of queues, and of streams. */
function deadLetterQueues(service: Service): Set<string | undefined> {
  const ofQueues = resourcesOf(service, 'AWS::SQS::Queue').map(([, queue]) =>
    target(redrive(queue)?.deadLetterTargetArn, 'Arn'),
  );
  const ofStreams = Object.values(readService(service).functions)
    .flatMap((lambda) => eventsOf(lambda, 'stream') as { destinations?: { onFailure?: { arn?: unknown } } }[])
    .map(({ destinations }) => target(destinations?.onFailure?.arn, 'Arn'));
  return new Set([...ofQueues, ...ofStreams]);
}

const queuesOf = (service: Service) =>
  resourcesOf(service, 'AWS::SQS::Queue').filter(([, { Type }]) => Type === 'AWS::SQS::Queue');

/** The queues whose visible messages raise an alarm. */
const watchedQueues = (service: Service): (string | undefined)[] =>
  resourcesOf(service, 'AWS::CloudWatch::Alarm')
    .filter(([, { Properties }]) => Properties['MetricName'] === 'ApproximateNumberOfMessagesVisible')
    .flatMap(([, { Properties }]) =>
      (Properties['Dimensions'] as { Value: unknown }[]).map(({ Value }) => Value),
    )
    .map((value) => target(value, 'QueueName'));

describe.each(SERVICES)('the infrastructure of %s', (service) => {
  it('has a dead-letter queue for every queue, after five tries', () => {
    const deadLetters = deadLetterQueues(service);
    for (const [name, queue] of queuesOf(service).filter(([other]) => !deadLetters.has(other))) {
      const policy = redrive(queue);
      expect([name, policy?.maxReceiveCount]).toEqual([name, 5]);
      expect(readService(service).resources).toHaveProperty(
        target(policy?.deadLetterTargetArn, 'Arn') ?? 'none',
      );
    }
  });

  it('keeps dead letters for fourteen days and raises an alarm at the first', () => {
    const watched = watchedQueues(service);
    for (const name of deadLetterQueues(service)) {
      const queue = readService(service).resources[name ?? ''];
      if (queue === undefined) continue;
      expect([name, queue.Properties['MessageRetentionPeriod']]).toEqual([name, FOURTEEN_DAYS]);
      expect(watched).toContain(name);
    }
  });

  it('encrypts every queue and names it after the stage and the service', () => {
    for (const [name, { Properties }] of queuesOf(service)) {
      expect({ name, ...Properties }).toMatchObject({
        name,
        SqsManagedSseEnabled: true,
        QueueName: expect.stringMatching(
          new RegExp(String.raw`^cartless-\$\{sls:stage\}-${service}-[a-z-]+$`),
        ),
      });
    }
  });

  it('pays its table by use, encrypts it, and streams it', () => {
    const tables = resourcesOf(service, 'AWS::DynamoDB::');
    expect(tables).toHaveLength(1);
    for (const [, table] of tables) {
      expect(table).toMatchObject({
        Type: 'AWS::DynamoDB::GlobalTable',
        Properties: {
          TableName: `cartless-\${sls:stage}-${service}`,
          BillingMode: 'PAY_PER_REQUEST',
          SSESpecification: { SSEEnabled: true },
          StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
          TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        },
      });
    }
  });

  it('reads only events that exist, each from the topic of its producer', () => {
    for (const [id, { Properties }] of resourcesOf(service, 'AWS::SNS::Subscription')) {
      const { FilterPolicy, TopicArn } = Properties as {
        FilterPolicy?: { type: string[] };
        TopicArn: unknown;
      };
      if (FilterPolicy === undefined) continue;
      expect(FilterPolicy.type.length).toBeGreaterThan(0);
      for (const type of FilterPolicy.type) {
        expect([id, type, TYPES.has(type)]).toEqual([id, type, true]);
        expect(JSON.stringify(TopicArn)).toContain(`-${type.split('.')[0]}-events`);
      }
    }
  });

  it('has all its queues read', () => {
    const read = Object.values(readService(service).functions)
      .flatMap((lambda) => eventsOf(lambda, 'sqs') as { arn: unknown }[])
      .map(({ arn }) => target(arn, 'Arn'));
    const deadLetters = deadLetterQueues(service);
    const unread = queuesOf(service).filter(([name]) => !deadLetters.has(name) && !read.includes(name));
    expect(unread.map(([name]) => name)).toEqual([]);
  });

  it('lets a topic send into a queue only where the queue subscribes to it', () => {
    const policies = resourcesOf(service, 'AWS::SQS::QueuePolicy').map(([, { Properties }]) => Properties);
    for (const [name, { Properties }] of resourcesOf(service, 'AWS::SNS::Subscription')) {
      expect({ name, ...Properties }).toMatchObject({ name, Protocol: 'sqs', RawMessageDelivery: true });
      const queue = target(Properties['Endpoint'], 'Arn');
      const allowing = policies.filter((policy) =>
        (policy['Queues'] as unknown[]).some((one) => target(one) === queue),
      );
      const topic = JSON.stringify(Properties['TopicArn']);
      // CloudFormation lets the last policy of a queue win, so there must be one, naming every topic.
      expect([name, allowing.length]).toEqual([name, 1]);
      expect(JSON.stringify(allowing[0])).toContain(topic);
      expect(JSON.stringify(allowing[0])).toContain('sns.amazonaws.com');
    }
  });
});

describe('the bucket of long files', () => {
  it('is read by whoever makes a link and by who writes a file, and written by that one alone', () => {
    const rights = Object.entries(readService('analytics').functions).flatMap(([key, lambda]) =>
      ((lambda['iamRoleStatements'] ?? []) as { Action: string | string[]; Resource: unknown }[])
        .filter(({ Action }) => [Action].flat().some((action) => action.startsWith('s3:')))
        .map(({ Action, Resource }) => [
          key,
          [Action].flat(),
          JSON.stringify(Resource).includes('ExportsBucket'),
        ]),
    );
    expect(rights).toEqual([
      ['getExport', ['s3:GetObject'], true],
      ['writeExport', ['s3:GetObject', 's3:PutObject'], true],
    ]);
  });

  it('keeps nothing for longer than a day, halves of files neither', () => {
    const [[, bucket] = []] = resourcesOf('analytics', 'AWS::S3::Bucket');
    expect(bucket?.Properties).toMatchObject({
      BucketEncryption: expect.anything(),
      LifecycleConfiguration: {
        Rules: [
          {
            Status: 'Enabled',
            ExpirationInDays: 1,
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
          },
        ],
      },
    });
  });
});

describe('the alarms', () => {
  it.each([...SERVICES, 'platform'])('of %s tell the topic of alarms that the platform has', (service) => {
    const { Alarms } = readService('platform').resources;
    expect(Alarms?.Properties['TopicName']).toBe('cartless-${sls:stage}-alarms');
    const alarms = resourcesOf(service, 'AWS::CloudWatch::Alarm');
    expect(alarms.length).toBeGreaterThan(0);
    for (const [id, { Properties }] of alarms) {
      const told = JSON.stringify(Properties['AlarmActions']);
      expect([id, told]).toEqual([
        id,
        expect.stringMatching(
          service === 'platform'
            ? /"Alarms"|cartless-\$\{sls:stage\}-alarms"/
            : /:cartless-\$\{sls:stage\}-alarms"/,
        ),
      ]);
    }
  });
});

describe('the platform', () => {
  it('has one encrypted topic per producer', () => {
    const topics = resourcesOf('platform', 'AWS::SNS::Topic').filter(
      ([id, { Type }]) => Type === 'AWS::SNS::Topic' && id !== 'Alarms',
    );
    const names = topics.map(([, { Properties }]) => String(Properties['TopicName']));
    expect(names.toSorted()).toEqual(
      SERVICES.map((producer) => `cartless-\${sls:stage}-${producer}-events`).toSorted(),
    );
    for (const [, { Properties }] of topics) expect(Properties['KmsMasterKeyId']).toBeDefined();
  });
});
