import { describe, expect, test } from '@jest/globals';
import { provision } from './provision.ts';
import type { TemplateResources } from './template.ts';

/* Nothing listens there: what these tests expect must happen before anything is created. */
const nowhere = { dynamodb: 'http://localhost:1', messaging: 'http://localhost:1' };
const run = (resources: TemplateResources): Promise<unknown> => provision(resources, nowhere);

describe('a template that the local account does not understand', () => {
  test('names the resource and its unknown type', async () => {
    const resources = { Feed: { Type: 'AWS::Kinesis::Stream', Properties: {} } };
    await expect(run(resources)).rejects.toThrow(
      'Feed is an AWS::Kinesis::Stream, which the local account does not know',
    );
  });

  test('names the resource and each unknown property', async () => {
    const Properties = { QueueName: 'q', VisibiltyTimeout: 30, Colour: 'red' };
    await expect(run({ Inbox: { Type: 'AWS::SQS::Queue', Properties } })).rejects.toThrow(
      'Inbox (AWS::SQS::Queue) has VisibiltyTimeout, Colour, which the local account does not know',
    );
  });

  test('is refused as a whole, whatever the order of its resources', async () => {
    const resources = {
      Good: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'good' } },
      Bad: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'bad', ArchivePolicy: {} } },
    };
    await expect(run(resources)).rejects.toThrow('Bad (AWS::SNS::Topic) has ArchivePolicy');
  });

  test('names the unknown property inside an index', async () => {
    const Properties = {
      TableName: 'orders',
      GlobalSecondaryIndexes: [{ IndexName: 'byDay', KeySchema: [], Projection: {}, Sparse: true }],
    };
    await expect(run({ Orders: { Type: 'AWS::DynamoDB::Table', Properties } })).rejects.toThrow(
      'Orders index byDay has Sparse',
    );
  });

  test('names the subscription whose protocol cannot be delivered to', async () => {
    const Properties = { TopicArn: 'arn', Protocol: 'email', Endpoint: 'a@example.com' };
    await expect(run({ Mail: { Type: 'AWS::SNS::Subscription', Properties } })).rejects.toThrow(
      'Mail (AWS::SNS::Subscription): Protocol is email; the local account delivers to sqs only',
    );
  });
});

test('types without meaning on a laptop are passed over, with whatever they contain', async () => {
  const types = [
    'CloudWatch::Alarm',
    'CloudWatch::Dashboard',
    'IAM::Role',
    'Logs::LogGroup',
    'KMS::Key',
    'KMS::Alias',
  ];
  const others = ['ApiGatewayV2::Stage', 'Lambda::Permission'];
  const resources = [...types, ...others].map((type, index) => [
    `R${index}`,
    { Type: `AWS::${type}`, Properties: { Anything: { Ref: 'Nothing' } } },
  ]);
  await expect(run(Object.fromEntries(resources) as TemplateResources)).resolves.toMatchObject({
    tables: {},
    queues: {},
  });
});
