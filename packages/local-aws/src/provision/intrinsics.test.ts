import { describe, expect, test } from '@jest/globals';
import { resolveIntrinsics } from './intrinsics.ts';
import type { Scope } from './intrinsics.ts';

const queue = {
  type: 'AWS::SQS::Queue',
  ref: 'http://localhost:4012/000000000000/orders',
  attributes: { Arn: 'arn:aws:sqs:us-east-1:000000000000:orders', QueueName: 'orders' },
};
const scope: Scope = {
  stackName: 'cartless-orders-dev',
  resources: { Queue: { Type: 'AWS::SQS::Queue' }, Key: { Type: 'AWS::KMS::Key' } },
  created: new Map([['Queue', queue]]),
  conditions: {
    IsLocal: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, '000000000000'] },
    IsAbroad: { 'Fn::Not': [{ Condition: 'IsLocal' }] },
    Both: { 'Fn::And': [{ Condition: 'IsLocal' }, { Condition: 'IsAbroad' }] },
    Either: { 'Fn::Or': [{ Condition: 'IsLocal' }, { Condition: 'IsAbroad' }] },
  },
};
const resolve = (value: unknown): unknown => resolveIntrinsics(value, scope);

describe('intrinsic functions', () => {
  test('Ref gives a resource its id, and pseudo parameters their local values', () => {
    expect(resolve({ Ref: 'Queue' })).toBe(queue.ref);
    expect(
      ['Region', 'AccountId', 'Partition', 'StackName'].map((name) => resolve({ Ref: `AWS::${name}` })),
    ).toEqual(['us-east-1', '000000000000', 'aws', 'cartless-orders-dev']);
  });

  test('Fn::GetAtt takes a list or a dotted name', () => {
    expect(resolve({ 'Fn::GetAtt': ['Queue', 'Arn'] })).toBe(queue.attributes.Arn);
    expect(resolve({ 'Fn::GetAtt': 'Queue.QueueName' })).toBe('orders');
  });

  test('Fn::Sub fills in resources, attributes, pseudo parameters and its own variables', () => {
    expect(resolve({ 'Fn::Sub': 'arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:t' })).toBe(
      'arn:aws:sns:us-east-1:000000000000:t',
    );
    expect(resolve({ 'Fn::Sub': '${Queue} ${Queue.Arn} ${!Literal}' })).toBe(
      `${queue.ref} ${queue.attributes.Arn} \${Literal}`,
    );
    expect(
      resolve({ 'Fn::Sub': ['${Name}-${AWS::Region}', { Name: { 'Fn::GetAtt': 'Queue.QueueName' } }] }),
    ).toBe('orders-us-east-1');
  });

  test('Fn::Join, Fn::Split and Fn::Select work on lists', () => {
    expect(resolve({ 'Fn::Join': ['/', ['a', { Ref: 'AWS::Region' }, 1]] })).toBe('a/us-east-1/1');
    expect(resolve({ 'Fn::Select': ['5', { 'Fn::Split': [':', { 'Fn::GetAtt': 'Queue.Arn' }] }] })).toBe(
      'orders',
    );
  });

  test('Fn::If follows the conditions, and AWS::NoValue leaves its property out', () => {
    const choose = (condition: string): unknown => resolve({ 'Fn::If': [condition, 'yes', 'no'] });
    expect(['IsLocal', 'IsAbroad', 'Both', 'Either'].map(choose)).toEqual(['yes', 'no', 'no', 'yes']);
    expect(resolve({ kept: 1, left: { Ref: 'AWS::NoValue' }, list: [{ Ref: 'AWS::NoValue' }, 2] })).toEqual({
      kept: 1,
      list: [2],
    });
  });

  test('plain values and nested structures stay what they are', () => {
    expect(resolve({ a: [true, null, 3], b: { Ref: 'Queue', other: 1 } })).toEqual({
      a: [true, null, 3],
      b: { Ref: 'Queue', other: 1 },
    });
  });

  test.each([
    [{ Ref: 'Missing' }, 'Ref Missing: no resource Missing in this template'],
    [{ 'Fn::GetAtt': 'Key.Arn' }, 'Fn::GetAtt Key.Arn: AWS::KMS::Key has no stand-in in the local account'],
    [{ 'Fn::GetAtt': 'Queue.Colour' }, 'AWS::SQS::Queue has no attribute Colour'],
    [{ 'Fn::ImportValue': 'x' }, 'Fn::ImportValue is not supported'],
    [{ 'Fn::If': ['Unknown', 1, 2] }, 'Condition Unknown is not declared'],
    [{ 'Fn::Select': ['9', ['a']] }, 'Fn::Select asks for entry 9'],
    [{ 'Fn::Join': ['-', 'abc'] }, 'Fn::Join needs a list'],
  ])('%j cannot be resolved and says why', (value, message) => {
    expect(() => resolve(value)).toThrow(message);
  });
});
