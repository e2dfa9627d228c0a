import { describe, expect, it } from '@jest/globals';
import { protect, type Protection } from './protect.ts';
import type { CompiledResource, CompiledTemplate } from './template.ts';

const OFF: Protection = { app: 'shop', stage: 'dev', dataKey: 'no' };
const ON: Protection = { ...OFF, dataKey: 'yes' };
const STAGE_KEY = {
  'Fn::Sub':
    'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/{{resolve:ssm:/shop/dev/data-key}}',
};

const template = (Resources: Record<string, CompiledResource>): CompiledTemplate => ({ Resources });
const protectedBy = (settings: Protection, resources: Record<string, CompiledResource>) => {
  const compiled = template(resources);
  protect(compiled, settings);
  return compiled.Resources;
};
const queue = (): CompiledResource => ({
  Type: 'AWS::SQS::Queue',
  Properties: { QueueName: 'shop-dev-jobs', SqsManagedSseEnabled: true },
});
const bucket = (): CompiledResource => ({
  Type: 'AWS::S3::Bucket',
  Properties: { LifecycleConfiguration: { Rules: [] } },
});
const role = (...actions: string[]): CompiledResource => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    Policies: [{ PolicyDocument: { Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] } }],
  },
});
const lambda = (roleId: string): CompiledResource => ({
  Type: 'AWS::Lambda::Function',
  Properties: { Role: { 'Fn::GetAtt': [roleId, 'Arn'] } },
});
const table = (...regions: unknown[]): CompiledResource => ({
  Type: 'AWS::DynamoDB::GlobalTable',
  Properties: { SSESpecification: { SSEEnabled: true }, Replicas: regions.map((Region) => ({ Region })) },
});

type Statement = { Sid?: string; Action: unknown; Condition: Record<string, Record<string, unknown>> };
const statements = (resource: CompiledResource | undefined): Statement[] =>
  ((resource?.Properties ?? {})['PolicyDocument'] as { Statement: Statement[] }).Statement;
const rights = (resource: CompiledResource | undefined) => {
  const policies = ((resource?.Properties ?? {})['Policies'] ?? []) as {
    PolicyDocument: { Statement: Statement[] };
  }[];
  const all = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  const ofKey = all.filter(({ Action }) => JSON.stringify(Action).includes('kms:'));
  return ofKey.map(({ Action, Condition }) => [
    [Action].flat().join(),
    JSON.stringify(Condition['StringEquals']?.['kms:ViaService']).match(/\w+(?=\.\$)/g),
  ]);
};

describe('a role', () => {
  it('may write to the log group of its function, and make none', () => {
    const { Role } = protectedBy(OFF, {
      Role: role('logs:CreateLogStream', 'logs:CreateLogGroup', 'logs:PutLogEvents'),
      Function: lambda('Role'),
    });
    expect(Role).toEqual(role('logs:CreateLogStream', 'logs:PutLogEvents'));
  });
});

describe('a role that no function has', () => {
  const common = { IamRoleLambdaExecution: role('logs:CreateLogStream') };

  it('is not deployed', () => {
    const own = protectedBy(OFF, { ...common, Own: role('sqs:SendMessage'), Job: lambda('Own') });
    expect(Object.keys(own)).toEqual(['Own', 'Job']);
  });

  it('stays for functions without one of their own', () => {
    const shared = protectedBy(OFF, { ...common, Job: lambda('IamRoleLambdaExecution') });
    expect(Object.keys(shared)).toEqual(['IamRoleLambdaExecution', 'Job']);
  });
});

describe('what is on the way', () => {
  it('is refused without TLS by a queue that has a policy and by one that has none', () => {
    const { Jobs, JobsPolicy, OtherPolicy } = protectedBy(OFF, {
      Jobs: queue(),
      Other: queue(),
      OtherPolicy: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: {
          Queues: [{ Ref: 'Other' }],
          PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage' }] },
        },
      },
    });
    expect(Jobs?.Properties).toEqual(queue().Properties);
    for (const policy of [JobsPolicy, OtherPolicy]) {
      expect(statements(policy)).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Principal: '*',
          Action: 'sqs:*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      );
    }
    expect(statements(OtherPolicy)).toHaveLength(2);
  });

  it('is refused without TLS by a bucket, which nobody outside can read', () => {
    const { Archive, ArchivePolicy } = protectedBy(OFF, { Archive: bucket() });
    expect(Archive?.Properties).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
    });
    expect(JSON.stringify(statements(ArchivePolicy))).toContain('aws:SecureTransport');
  });

  it.each([
    ['a topic without a policy', { Told: { Type: 'AWS::SNS::Topic' } }, /Told has no policy/],
    [
      'a policy of two queues',
      {
        Jobs: queue(),
        Both: {
          Type: 'AWS::SQS::QueuePolicy',
          Properties: { Queues: [{ Ref: 'Jobs' }, { Ref: 'Other' }], PolicyDocument: { Statement: [] } },
        },
      },
      /Both is the policy of several/,
    ],
    ['a log group that keeps all', { Log: { Type: 'AWS::Logs::LogGroup' } }, /Log keeps its lines for ever/],
    [
      'a bucket that keeps all',
      { Archive: { Type: 'AWS::S3::Bucket' } },
      /Archive keeps its objects for ever/,
    ],
  ])('is not sent at all with %s', (_, resources, message) => {
    expect(() => protect(template(resources), OFF)).toThrow(message);
  });
});

describe('the key of a stage', () => {
  it('encrypts tables, queues, logs and buckets', () => {
    const { Orders, Jobs, Log, Archive } = protectedBy(ON, {
      Orders: table({ Ref: 'AWS::Region' }),
      Jobs: queue(),
      Log: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 30 } },
      Archive: bucket(),
    });
    expect(Orders?.Properties).toMatchObject({
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      Replicas: [{ SSESpecification: { KMSMasterKeyId: STAGE_KEY } }],
    });
    expect(Jobs?.Properties).toEqual({
      QueueName: 'shop-dev-jobs',
      KmsMasterKeyId: STAGE_KEY,
      KmsDataKeyReusePeriodSeconds: 3600,
    });
    expect(Log?.Properties).toMatchObject({ KmsKeyId: STAGE_KEY });
    expect(JSON.stringify(Archive?.Properties?.['BucketEncryption'])).toContain('aws:kms');
  });

  it('is used by each replica of a table in its own region', () => {
    const { Orders } = protectedBy(ON, { Orders: table({ Ref: 'AWS::Region' }, 'eu-west-1') });
    const [, second] = (Orders?.Properties ?? {})['Replicas'] as unknown[];
    expect(JSON.stringify(second)).toContain(':kms:eu-west-1:');
  });

  it.each([
    [['dynamodb:GetItem'], [['kms:Decrypt', ['dynamodb']]]],
    [['dynamodb:GetRecords', 'dynamodb:GetShardIterator'], [['kms:Decrypt', ['dynamodb']]]],
    [['sqs:ReceiveMessage', 'sqs:DeleteMessage'], [['kms:Decrypt', ['sqs']]]],
    [
      ['sqs:SendMessage', 'dynamodb:PutItem'],
      [
        ['kms:Decrypt', ['dynamodb', 'sqs']],
        ['kms:GenerateDataKey', ['sqs']],
      ],
    ],
    [
      ['sns:Publish'],
      [
        ['kms:Decrypt', ['sns']],
        ['kms:GenerateDataKey', ['sns']],
      ],
    ],
    [['logs:PutLogEvents', 'xray:PutTraceSegments'], []],
  ])('is given to a role that may %j as far as that needs it', (actions, expected) => {
    const resources = () => ({ Role: role(...actions), Lambda: lambda('Role'), Unused: role(...actions) });
    expect(rights(protectedBy(ON, resources())['Role'])).toEqual(expected);
    expect(rights(protectedBy(ON, resources())['Unused'])).toEqual([]);
    expect(rights(protectedBy(OFF, resources())['Role'])).toEqual([]);
  });

  it('comes with the stack that brings it, which names it without asking for its parameter', () => {
    const { DataKey, Jobs } = protectedBy(
      { ...ON, stageKey: template({ DataKey: { Type: 'AWS::KMS::Key' } }) },
      { Jobs: queue() },
    );
    expect(DataKey?.Type).toBe('AWS::KMS::Key');
    const { Told } = protectedBy(
      { ...ON, stageKey: template({ DataKey: { Type: 'AWS::KMS::Key' } }) },
      { Signs: { Type: 'AWS::KMS::Key' }, Told: queue() },
    );
    expect(JSON.stringify(Told?.Properties)).toContain(':key/${DataKey}');
    expect(JSON.stringify(Jobs?.Properties)).toContain(':key/${DataKey}');
    const off = protectedBy({ ...OFF, stageKey: template({ DataKey: { Type: 'AWS::KMS::Key' } }) }, {});
    expect(off).toEqual({});
  });

  it('may be a key that is kept elsewhere, in another region only when it is one of many', () => {
    const own = 'arn:aws:kms:us-east-1:123456789012:key/mrk-12ab';
    const { Jobs } = protectedBy({ ...ON, dataKey: own }, { Jobs: queue() });
    expect(Jobs?.Properties?.['KmsMasterKeyId']).toBe(own);
    const { Orders } = protectedBy({ ...ON, dataKey: own }, { Orders: table('eu-west-1') });
    expect(JSON.stringify(Orders)).toContain('arn:aws:kms:eu-west-1:123456789012:key/mrk-12ab');
    const ofOneRegion = { ...ON, dataKey: own.replace('mrk-', '') };
    expect(() => protect(template({ Orders: table('eu-west-1') }), ofOneRegion)).toThrow(/many regions/);
  });

  it.each(['alias/mine', 'arn:aws:kms:us-east-1:123456789012:alias/mine', 'Yes', '', true])(
    'is not %j',
    (dataKey) => {
      expect(() => protect(template({}), { ...OFF, dataKey })).toThrow(/say "no", "yes"/);
    },
  );

  it('is never left out because a service forgot to speak of it', () => {
    expect(() => protect(template({}), { ...OFF, dataKey: undefined })).toThrow(/set custom\.dataKey/);
  });

  it('comes to the same when it is put on twice', () => {
    const resources = () => ({
      Orders: table('us-east-1'),
      Jobs: queue(),
      Role: role('sqs:SendMessage'),
      Lambda: lambda('Role'),
    });
    const once = protectedBy(ON, resources());
    expect(protectedBy(ON, structuredClone(once))).toEqual(once);
  });
});
