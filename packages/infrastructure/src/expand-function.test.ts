import { OUTBOX_FILTER } from '@cartless/aggregate';
import { describe, expect, it } from '@jest/globals';
import { SETTINGS } from '../test/scratch-service.ts';
import { parseCloudFormation } from './cloudformation-yaml.ts';
import { expandQueue } from './expand-queue.ts';
import { expandFunction } from './expand-function.ts';
import type { Declared } from './load-declarations.ts';

const folder = { key: 'doIt', path: 'src/do-it', route: undefined, handler: 'handler.ts' };
const expand = (yaml: string, declared: Declared = {}) =>
  expandFunction(folder, parseCloudFormation(yaml) as Record<string, unknown>, declared, SETTINGS);
const topic = (producer: string) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:sns:\${AWS::Region}:\${AWS::AccountId}:shop-\${sls:stage}-${producer}-events`,
});

describe('a queue of events', () => {
  const { definition, resources } = expand('consumes: { queue: mail-jobs, alarm: Mails wait. }', {
    reads: ['users.a.v1', 'orders.b.v1', 'users.c.v2'],
  });

  it('has dead letters after five tries, both encrypted and kept for fourteen days', () => {
    const kept = { MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true };
    expect(resources['MailJobsQueue']?.Properties).toEqual({
      ...kept,
      QueueName: 'shop-${sls:stage}-orders-mail-jobs',
      VisibilityTimeout: 60,
      RedrivePolicy: {
        deadLetterTargetArn: { 'Fn::GetAtt': ['MailJobsDeadLetters', 'Arn'] },
        maxReceiveCount: 5,
      },
    });
    expect(resources['MailJobsDeadLetters']?.Properties).toEqual({
      ...kept,
      QueueName: 'shop-${sls:stage}-orders-mail-jobs-dead-letters',
    });
  });

  it('subscribes to each producer for what the handler reads of it', () => {
    expect(resources['MailJobsFromUsers']?.Properties).toEqual({
      TopicArn: topic('users'),
      Protocol: 'sqs',
      Endpoint: { 'Fn::GetAtt': ['MailJobsQueue', 'Arn'] },
      RawMessageDelivery: true,
      FilterPolicy: { type: ['users.a.v1', 'users.c.v2'] },
    });
    expect(resources['MailJobsFromOrders']?.Properties).toMatchObject({
      TopicArn: topic('orders'),
      FilterPolicy: { type: ['orders.b.v1'] },
    });
  });

  it('leaves out what is told under a later version too, when the handler reads both', () => {
    const reads = ['users.a.v1', 'users.a.v2', 'orders.b.v1'];
    const { resources: both } = expandQueue(
      { queue: 'jobs', alarm: 'Jobs wait.', batchSize: 10 },
      { owner: { app: 'shop', service: 'orders' }, timeout: 10, reads },
    );
    expect(both?.['JobsFromUsers']?.Properties['FilterPolicy']).toEqual({
      type: ['users.a.v1', 'users.a.v2'],
      newer: [{ exists: false }],
    });
    expect(both?.['JobsFromOrders']?.Properties['FilterPolicy']).toEqual({ type: ['orders.b.v1'] });
  });

  it('has one policy, that lets these topics send and nobody else', () => {
    expect(resources['MailJobsQueuePolicy']?.Properties).toEqual({
      Queues: [{ Ref: 'MailJobsQueue' }],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'sns.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: { 'Fn::GetAtt': ['MailJobsQueue', 'Arn'] },
            Condition: { ArnEquals: { 'aws:SourceArn': [topic('users'), topic('orders')] } },
          },
        ],
      },
    });
  });

  it('starts its function, which reports single failures and may park', () => {
    expect(definition).toMatchObject({
      environment: { PARK_QUEUE_URL: { Ref: 'MailJobsDeadLetters' } },
      iamRoleStatements: [
        {
          Effect: 'Allow',
          Action: 'sqs:SendMessage',
          Resource: { 'Fn::GetAtt': ['MailJobsDeadLetters', 'Arn'] },
        },
      ],
      events: [
        {
          sqs: {
            arn: { 'Fn::GetAtt': ['MailJobsQueue', 'Arn'] },
            batchSize: 10,
            functionResponseType: 'ReportBatchItemFailures',
          },
        },
      ],
    });
  });

  it('raises an alarm for the first dead letter, for old ones, and when it is behind', () => {
    const alarms = Object.entries(resources).filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm');
    expect(
      alarms.map(([id, { Properties }]) => [id, Properties['MetricName'], Properties['Threshold']]),
    ).toEqual([
      ['MailJobsDeadLettersAlarm', 'ApproximateNumberOfMessagesVisible', 0],
      ['MailJobsDeadLettersAgeAlarm', 'ApproximateAgeOfOldestMessage', 864_000],
      ['MailJobsAgeAlarm', 'ApproximateAgeOfOldestMessage', 600],
    ]);
    expect(resources['MailJobsDeadLettersAlarm']?.Properties['AlarmDescription']).toBe(
      'Mails wait. Runbook: services/{service}/README.md#runbook',
    );
  });
});

describe('a queue', () => {
  it('can be filled by the service itself', () => {
    const { resources } = expand('consumes: { queue: jobs, alarm: Jobs wait., messages: own }');
    expect(Object.keys(resources)).not.toContain('JobsQueuePolicy');
    expect(JSON.stringify(resources)).not.toContain('AWS::SNS::Subscription');
  });

  it('can be filled by a topic that is no producer', () => {
    const { resources } = expand('consumes: { queue: jobs, alarm: Jobs wait., topic: !Ref Feedback }');
    expect(resources['JobsSubscription']?.Properties).toEqual({
      TopicArn: { Ref: 'Feedback' },
      Protocol: 'sqs',
      Endpoint: { 'Fn::GetAtt': ['JobsQueue', 'Arn'] },
      RawMessageDelivery: true,
    });
    expect(JSON.stringify(resources['JobsQueuePolicy'])).toContain('{"aws:SourceArn":{"Ref":"Feedback"}}');
  });

  it('takes its sizes and times from the declaration, else from the function', () => {
    const { definition, resources } = expand(`
timeout: 30
consumes:
  queue: jobs
  alarm: Jobs wait.
  messages: own
  batchSize: 500
  batchWindow: 2
  maximumConcurrency: 5
  delay: \${self:custom.wait}
  lateAfter: 60
`);
    expect(definition['events']).toMatchObject([
      { sqs: { batchSize: 500, maximumBatchingWindow: 2, maximumConcurrency: 5 } },
    ]);
    expect(resources['JobsQueue']?.Properties).toMatchObject({
      VisibilityTimeout: 182,
      DelaySeconds: '${self:custom.wait}',
    });
    // What is delayed on purpose, for 900 seconds at most, is not late.
    expect(resources['JobsAgeAlarm']?.Properties['Threshold']).toBe(960);
  });
});

describe('a stream', () => {
  const { definition, resources } = expand(`
follows:
  stream: !GetAtt Table.StreamArn
  deadLetters: relay
  alarm: Events are not published.
  maximumRetryAttempts: -1
  maximumRecordAgeInSeconds: 80000
  batchWindow: 1
  filterPatterns: \${file(../common.yml):outboxFilter}
`);

  it('starts its function with the settings of the declaration, and keeps what was given up', () => {
    expect(definition['events']).toEqual([
      {
        stream: {
          type: 'dynamodb',
          arn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
          batchSize: 100,
          batchWindow: 1,
          startingPosition: 'TRIM_HORIZON',
          bisectBatchOnFunctionError: true,
          functionResponseType: 'ReportBatchItemFailures',
          maximumRetryAttempts: -1,
          maximumRecordAgeInSeconds: 80_000,
          filterPatterns: '${file(../common.yml):outboxFilter}',
          destinations: { onFailure: { type: 'sqs', arn: { 'Fn::GetAtt': ['RelayDeadLetters', 'Arn'] } } },
        },
      },
    ]);
    expect(definition['iamRoleStatements']).toEqual([
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: { 'Fn::GetAtt': ['RelayDeadLetters', 'Arn'] } },
    ]);
  });

  it('raises an alarm for what was given up and for a stream that stands still', () => {
    expect(Object.keys(resources)).toEqual([
      'RelayDeadLetters',
      'RelayDeadLettersAlarm',
      'RelayDeadLettersAgeAlarm',
      'DoItLateAlarm',
    ]);
    expect(resources['DoItLateAlarm']?.Properties).toMatchObject({
      MetricName: 'IteratorAge',
      Threshold: 300_000,
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'DoItLambdaFunction' } }],
    });
  });

  it('does not start without saying how often it tries', () => {
    const silent = 'follows: { stream: !GetAtt Table.StreamArn, deadLetters: relay, alarm: Nothing moves. }';
    expect(() => expand(silent)).toThrow(/maximumRetryAttempts/);
  });
});

describe('a relay', () => {
  it('reads what bears the mark of an outbox, and never gives up', () => {
    const { definition } = expand('relays: { stream: !GetAtt Table.StreamArn, alarm: Events wait. }');
    expect(definition['events']).toMatchObject([
      { stream: { maximumRetryAttempts: -1, filterPatterns: [OUTBOX_FILTER] } },
    ]);
    expect(definition['environment']).toEqual({ PARK_QUEUE_URL: { Ref: 'RelayDeadLetters' } });
  });
});

describe('a schedule', () => {
  it.each([
    ['rate(1 minute)', { Period: 60, EvaluationPeriods: 5, DatapointsToAlarm: 3 }],
    ['cron(30 3 * * ? *)', { Period: 300, EvaluationPeriods: 1 }],
  ])('%s starts its function and raises an alarm when that fails', (schedule, watch) => {
    const { definition, resources } = expand(`runs: { schedule: '${schedule}', alarm: Nobody sweeps. }`);
    expect(definition['events']).toEqual([{ schedule }]);
    expect(resources['DoItErrorsAlarm']?.Properties).toMatchObject({ MetricName: 'Errors', ...watch });
  });
});

describe('a metric of the service', () => {
  it('raises an alarm when it is not zero', () => {
    const { resources } = expand('counts: { Lost: { alarm: Things are lost., period: 60, periods: 5 } }');
    expect(resources['LostAlarm']?.Properties).toEqual({
      AlarmDescription: 'Things are lost. Runbook: services/{service}/README.md#runbook',
      Namespace: 'Cartless',
      MetricName: 'Lost',
      Dimensions: [
        { Name: 'service', Value: 'orders' },
        { Name: 'stage', Value: '${sls:stage}' },
      ],
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 5,
      DatapointsToAlarm: 5,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
    });
  });
});

describe('something that waits for a person', () => {
  it('raises an alarm when the oldest has waited for three days', () => {
    const { resources } = expand('waits: { BoxWaits: A box waits. }');
    expect(resources['BoxWaitsAlarm']?.Properties).toMatchObject({
      AlarmDescription: 'A box waits. Runbook: services/{service}/README.md#runbook',
      MetricName: 'BoxWaits',
      Statistic: 'Maximum',
      Period: 3600,
      Threshold: 259_200,
      TreatMissingData: 'notBreaching',
    });
  });
});

describe('a metric that may be something', () => {
  it('raises an alarm above that', () => {
    const { resources } = expand('counts: { Many: { alarm: It is many., above: 20, period: 300 } }');
    expect(resources['ManyAlarm']?.Properties).toMatchObject({
      Threshold: 20,
      ComparisonOperator: 'GreaterThanThreshold',
      Period: 300,
    });
  });
});

describe('a route', () => {
  const route = (access: string | string[]) => ({ id: 'doIt', method: 'POST', path: '/do/{id}', access });
  it('is open to anybody when it is public', () => {
    expect(expand('{}', { route: route('public') }).definition['events']).toEqual([
      { httpApi: { method: 'POST', path: '/do/{id}' } },
    ]);
  });

  it.each([
    ['shop', ['shop']],
    // Administrators' tokens of the release before say no more than that.
    ['finance', ['finance', 'admin']],
    [
      ['support', 'finance'],
      ['support', 'finance', 'admin'],
    ],
  ])('needs a token with the scope %s', (access, scopes) => {
    expect(expand('{}', { route: route(access) }).definition['events']).toEqual([
      { httpApi: { method: 'POST', path: '/do/{id}', authorizer: { name: 'jwt', scopes } } },
    ]);
  });
});

describe('secrets', () => {
  const arn = {
    'Fn::Sub':
      'arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/shop/${sls:stage}/orders/api-key',
  };

  it('are given to a function by name, with the right to read these and no others', () => {
    expect(expand('secrets: [api-key]').definition).toMatchObject({
      environment: {
        API_KEY_PARAMETER: '/shop/${sls:stage}/orders/api-key',
        AWS_ENDPOINT_URL_SSM: { 'Fn::Sub': 'https://ssm.${AWS::Region}.${AWS::URLSuffix}' },
      },
      iamRoleStatements: [{ Effect: 'Allow', Action: 'ssm:GetParameter', Resource: [arn] }],
    });
  });

  it('under a key of the shop may be decrypted through the store alone, and these alone', () => {
    const secrets = { ...SETTINGS.secrets, key: 'arn:aws:kms:eu-central-1:1:key/a' };
    const content = parseCloudFormation('secrets: [api-key]') as Record<string, unknown>;
    const { definition } = expandFunction(folder, content, {}, { ...SETTINGS, secrets });
    expect(definition['iamRoleStatements']).toContainEqual({
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: 'arn:aws:kms:eu-central-1:1:key/a',
      Condition: {
        StringEquals: {
          'kms:ViaService': { 'Fn::Sub': 'ssm.${AWS::Region}.${AWS::URLSuffix}' },
          'kms:EncryptionContext:PARAMETER_ARN': [arn],
        },
      },
    });
  });

  it('that the stage does without are neither named nor may be read', () => {
    const { definition } = expand('secrets: [redis-url]');
    expect([definition['environment'], definition['iamRoleStatements']]).toEqual([undefined, []]);
  });

  it('must be declared', () => {
    expect(() => expand('secrets: [other-key]')).toThrow('other-key is no secret of orders in settings.yml');
  });
});
