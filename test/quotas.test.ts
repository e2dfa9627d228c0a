import { describe, expect, it } from '@jest/globals';
import type { Template } from './packaged-service.ts';
import { closedToServices, overQuota } from './quotas.ts';
import { boundlessGrants, emptyGrants } from './wildcards.ts';

const template = (Resources: Template['Resources']): Template => ({ Resources });
const role = (...Statement: object[]) =>
  template({
    Role: { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyDocument: { Statement } }] } },
  });

describe('a template that AWS would not take', () => {
  it('has too many resources', () => {
    const many = Object.fromEntries(
      Array.from({ length: 501 }, (_, i) => [`Rule${i}`, { Type: 'AWS::Events::Rule', Properties: {} }]),
    );
    expect(overQuota(template(many))).toEqual(['template: 501 resources of a stack, at most 500']);
  });

  it('has a role with more than fits into its policies', () => {
    const one = { Effect: 'Allow', Action: 'dynamodb:Query', Resource: 'x'.repeat(10_240) };
    expect(overQuota(role(one))).toEqual([expect.stringMatching(/^Role: \d+ characters of all inline/)]);
  });

  it('has a function that answers calls for longer than the API waits, or with too many variables', () => {
    const lambda = { Timeout: 31, Environment: { Variables: { RULES: 'x'.repeat(4095) } } };
    const found = overQuota(
      template({
        Lambda: { Type: 'AWS::Lambda::Function', Properties: lambda },
        Integration: {
          Type: 'AWS::ApiGatewayV2::Integration',
          Properties: { IntegrationUri: { 'Fn::GetAtt': ['Lambda', 'Arn'] } },
        },
      }),
    );
    expect(found).toEqual([
      'Lambda: 4100 bytes of all variables of a function, at most 4096',
      'Lambda: 31 seconds of an answer of an HTTP API, at most 30',
    ]);
  });

  it('has three readers of one stream', () => {
    const reader = {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] } },
    };
    expect(overQuota(template({ A: reader, B: reader, C: reader }))).toEqual([
      'Table: 3 readers of a stream, at most 2',
    ]);
  });

  it('has a topic with the key that AWS keeps where an alarm or a service has something to say', () => {
    const topic = { Type: 'AWS::SNS::Topic', Properties: { KmsMasterKeyId: 'alias/aws/sns' } };
    const alarm = { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [{ Ref: 'Alarms' }] } };
    const policy = {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: {
        Topics: [{ Ref: 'Feedback' }],
        PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: 'ses.amazonaws.com' } }] },
      },
    };
    const found = closedToServices(
      template({ Alarms: topic, Feedback: topic, Events: topic, Alarm: alarm, Policy: policy }),
    );
    expect(found).toEqual(['Alarms', 'Feedback']);
  });
});

describe('a policy without bounds', () => {
  const allow = (Action: string, Resource: unknown, more: object = {}) =>
    boundlessGrants(role({ Effect: 'Allow', Action, Resource, ...more }));

  it.each([
    ['dynamodb:*', 'arn:aws:dynamodb:::table/one'],
    ['dynamodb:Query', '*'],
    ['dynamodb:Query', { 'Fn::Sub': '${Table.Arn}/index/*' }],
    ['s3:GetObject', { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, '/*']] }],
    ['ses:SendEmail', '*'],
    ['kms:*', '*'],
  ])('is found: %s on %j', (action, resource) => {
    expect(allow(action, resource)).toHaveLength(1);
  });

  it('is found where anybody is let in, or all but some', () => {
    expect(allow('sqs:SendMessage', 'queue', { Principal: '*' })).toHaveLength(1);
    expect(allow('sqs:SendMessage', 'queue', { Principal: { AWS: '*' } })).toHaveLength(1);
    expect(boundlessGrants(role({ Effect: 'Allow', NotAction: 'iam:PassRole', Resource: 'x' }))).toHaveLength(
      1,
    );
  });

  it('is none where it takes away, or has a reason', () => {
    expect(boundlessGrants(role({ Effect: 'Deny', Action: 'sqs:*', Resource: '*', Principal: '*' }))).toEqual(
      [],
    );
    expect(allow('xray:PutTraceSegments', '*')).toEqual([]);
    const bound = { Condition: { StringEquals: { 'ses:FromAddress': 'shop@cartless.dev' } } };
    expect(allow('ses:SendEmail', '*', bound)).toEqual([]);
  });
});

describe('a right that no call could use', () => {
  it('is that to an item of an index', () => {
    const Action = ['dynamodb:GetItem', 'dynamodb:Query'];
    const Resource = [{ 'Fn::GetAtt': ['Table', 'Arn'] }, { 'Fn::Sub': '${Table.Arn}/index/by-user' }];
    expect(emptyGrants(role({ Effect: 'Allow', Action, Resource }))).toEqual([
      'Role: dynamodb:GetItem on ${Table.Arn}/index/by-user',
    ]);
  });
});
