import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startDynamodb } from '../emulators/dynamodb.ts';
import type { Emulator } from '../emulators/emulator.ts';
import { startMessaging } from '../emulators/messaging.ts';
import { CREDENTIALS, REGION } from '../local-account.ts';
import { sparePort } from '../spare-ports.ts';
import { provision } from './provision.ts';
import type { TemplateResources } from './template.ts';

let emulators: { dynamodb: Emulator; messaging: Emulator };
let endpoints: { dynamodb: string; messaging: string };
let dynamodb: DynamoDBClient;
let sns: SNSClient;
let sqs: SQSClient;

beforeAll(async () => {
  const log = (): void => undefined;
  const [first, second] = await Promise.all([
    startDynamodb({ port: await sparePort(), log }),
    startMessaging({ port: 0 }),
  ]);
  emulators = { dynamodb: first, messaging: second };
  endpoints = { dynamodb: first.url, messaging: second.url };
  const common = { region: REGION, credentials: CREDENTIALS };
  dynamodb = new DynamoDBClient({ ...common, endpoint: endpoints.dynamodb });
  sns = new SNSClient({ ...common, endpoint: endpoints.messaging });
  sqs = new SQSClient({ ...common, endpoint: endpoints.messaging });
});

afterAll(async () => {
  for (const client of [dynamodb, sns, sqs]) client.destroy();
  await Promise.all([emulators.dynamodb.stop(), emulators.messaging.stop()]);
});

const table = (name: string, changes: Record<string, unknown> = {}): TemplateResources => ({
  Table: {
    Type: 'AWS::DynamoDB::GlobalTable',
    Properties: {
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'owner'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byOwner',
          KeySchema: [
            { AttributeName: 'owner', KeyType: 'HASH' },
            { AttributeName: 'sk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['total', 'status'] },
        },
      ],
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      SSESpecification: { SSEEnabled: true },
      Replicas: [
        {
          Region: { Ref: 'AWS::Region' },
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        },
      ],
      ...changes,
    },
  },
});

test('a GlobalTable gets its keys, index, stream and time to live', async () => {
  const made = await provision(table('full'), endpoints);
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: 'full' }));
  expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['byOwner']);
  expect(Table?.StreamSpecification?.StreamViewType).toBe('NEW_AND_OLD_IMAGES');
  expect(made.streamArns['full']).toBe(Table?.LatestStreamArn);
  expect(made.resolve({ 'Fn::GetAtt': ['Table', 'StreamArn'] })).toBe(Table?.LatestStreamArn);
  expect(made.resolve({ Ref: 'Table' })).toBe('full');
  const ttl = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName: 'full' }));
  expect(ttl.TimeToLiveDescription).toMatchObject({
    TimeToLiveStatus: 'ENABLED',
    AttributeName: 'expiresAt',
  });
});

test('a second run reuses what is there, also when several processes run at once', async () => {
  const runs = await Promise.all([1, 2, 3].map(() => provision(table('again'), endpoints)));
  const later = await provision(table('again'), endpoints);
  expect(new Set([...runs, later].map(({ streamArns }) => streamArns['again'])).size).toBe(1);
});

test('a table of an earlier run gets the indexes that it lacks, with what it holds', async () => {
  const keys = ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' }));
  const before = table('grown', { GlobalSecondaryIndexes: [], AttributeDefinitions: keys });
  await provision(before, endpoints);
  const item = { pk: { S: 'x' }, sk: { S: 'y' }, owner: { S: 'mei' } };
  await dynamodb.send(new PutItemCommand({ TableName: 'grown', Item: item }));
  await Promise.all([1, 2].map(() => provision(table('grown'), endpoints)));
  const query = {
    TableName: 'grown',
    IndexName: 'byOwner',
    KeyConditionExpression: '#o = :o',
    ExpressionAttributeNames: { '#o': 'owner' },
    ExpressionAttributeValues: { ':o': { S: 'mei' } },
  };
  expect((await dynamodb.send(new QueryCommand(query))).Items).toEqual([item]);
});

test('a table that differs from the template is refused with the way out', async () => {
  await provision(table('changed'), endpoints);
  const other = table('changed', {
    GlobalSecondaryIndexes: [],
    StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
  });
  await expect(provision(other, endpoints)).rejects.toThrow(
    /Table .*table changed is already there with other global indexes, stream .*remove the data folder/,
  );
});

test('a FIFO queue keeps order and drops duplicates', async () => {
  const { queues } = await provision(
    {
      Line: {
        Type: 'AWS::SQS::Queue',
        Properties: { QueueName: 'line.fifo', FifoQueue: true, ContentBasedDeduplication: true },
      },
    },
    endpoints,
  );
  const QueueUrl = queues['line.fifo']?.url;
  for (const MessageBody of ['one', 'two', 'one']) {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageGroupId: 'g' }));
  }
  const bodies: unknown[] = [];
  for (let time = 0; time < 3; time += 1) {
    const { Messages: [message] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    bodies.push(message?.Body);
    if (message) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
  }
  expect(bodies).toEqual(['one', 'two', undefined]);
});

const withDeadLetters: TemplateResources = {
  Inbox: {
    Type: 'AWS::SQS::Queue',
    Properties: {
      QueueName: 'inbox',
      VisibilityTimeout: 0,
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 2 },
    },
  },
  Dead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead', MessageRetentionPeriod: 1209600 } },
  Policy: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [{ Ref: 'Inbox' }], PolicyDocument: {} } },
};

test('a message that was received too often moves to the dead-letter queue', async () => {
  const { queues } = await provision(withDeadLetters, endpoints);
  const inbox = queues['inbox']?.url;
  await sqs.send(new SendMessageCommand({ QueueUrl: inbox, MessageBody: 'poison' }));
  for (let time = 0; time < 3; time += 1) await sqs.send(new ReceiveMessageCommand({ QueueUrl: inbox }));
  const { Messages } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queues['dead']?.url, WaitTimeSeconds: 2 }),
  );
  expect(Messages?.map(({ Body }) => Body)).toEqual(['poison']);
});

test('a queue whose attributes changed takes the new ones over', async () => {
  const longer = { QueueName: 'patient', VisibilityTimeout: 90 };
  await provision(
    { Q: { Type: 'AWS::SQS::Queue', Properties: { ...longer, VisibilityTimeout: 30 } } },
    endpoints,
  );
  const { queues } = await provision({ Q: { Type: 'AWS::SQS::Queue', Properties: longer } }, endpoints);
  const QueueUrl = queues['patient']?.url;
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  expect(Attributes?.['VisibilityTimeout']).toBe('90');
  expect(queues['patient']?.visibilityTimeoutSeconds).toBe(90);
});

const subscribed = (types: readonly string[]): TemplateResources => ({
  Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'events' } },
  Reader: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'reader' } },
  Subscription: {
    Type: 'AWS::SNS::Subscription',
    Properties: {
      TopicArn: { 'Fn::Sub': 'arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:events' },
      Protocol: 'sqs',
      Endpoint: { 'Fn::GetAtt': ['Reader', 'Arn'] },
      RawMessageDelivery: true,
      FilterPolicy: { type: types },
    },
    DependsOn: ['Topic'],
  },
});

test('a filtered subscription delivers the named event types, raw, and follows a changed filter', async () => {
  const publish = (type: string): Promise<unknown> => {
    const attribute = { DataType: 'String', StringValue: type };
    const TopicArn = 'arn:aws:sns:us-east-1:000000000000:events';
    return sns.send(
      new PublishCommand({ TopicArn, Message: `a ${type}`, MessageAttributes: { type: attribute } }),
    );
  };
  const received = async (QueueUrl: string | undefined): Promise<unknown> => {
    const input = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 };
    return (await sqs.send(new ReceiveMessageCommand(input))).Messages?.map(({ Body }) => Body);
  };
  const { queues } = await provision(subscribed(['paid']), endpoints);
  for (const type of ['placed', 'paid']) await publish(type);
  expect(await received(queues['reader']?.url)).toEqual(['a paid']);

  await provision(subscribed(['placed']), endpoints);
  for (const type of ['placed', 'paid']) await publish(type);
  expect(await received(queues['reader']?.url)).toEqual(['a placed']);
});

test('a subscription to a topic that is not there says so', async () => {
  const { Reader, Subscription } = subscribed(['paid']);
  const orphan = { ...Subscription, Type: 'AWS::SNS::Subscription', DependsOn: [] };
  const Properties = { ...Subscription?.Properties, TopicArn: 'arn:aws:sns:us-east-1:000000000000:nowhere' };
  const resources = { ...(Reader && { Reader }), Orphan: { ...orphan, Properties } };
  await expect(provision(resources, endpoints)).rejects.toThrow(
    'Orphan (AWS::SNS::Subscription): subscribes to arn:aws:sns:us-east-1:000000000000:nowhere, which is not there',
  );
});

test('a bucket keeps files, twice made too, and closes nothing that only AWS could close', async () => {
  const Bucket = {
    Type: 'AWS::S3::Bucket',
    Properties: {
      LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 1 }] },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true },
    },
  };
  const { resolve } = await provision({ Bucket }, endpoints, { stackName: 'Notes' });
  await provision({ Bucket }, endpoints, { stackName: 'Notes' });
  expect(resolve({ 'Fn::Sub': '${Bucket.Arn}/*' })).toBe('arn:aws:s3:::notes-bucket/*');
  const url = `${endpoints.messaging}/${String(resolve({ Ref: 'Bucket' }))}/a/note.txt`;
  expect((await fetch(url, { method: 'PUT', body: 'kept' })).status).toBe(200);
  expect(await (await fetch(url)).text()).toBe('kept');
});

test('pages of other places may read a file that is in a bucket, and nothing else of the emulator', async () => {
  await provision({ B: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'shared' } } }, endpoints);
  await fetch(`${endpoints.messaging}/shared/a.txt`, { method: 'PUT', body: 'a' });
  const allowed = async (path: string): Promise<string | null> => {
    const { headers } = await fetch(`${endpoints.messaging}${path}`, {
      headers: { origin: 'https://page.example' },
    });
    return headers.get('access-control-allow-origin');
  };
  expect(await allowed('/shared/a.txt')).toBe('*');
  for (const path of ['/', '/shared', '/shared/', '/_fauxqs/queues'])
    expect([path, await allowed(path)]).toEqual([path, null]);
});
