import { describe, expect, it } from '@jest/globals';
import { importFiles, type Template } from './import-files.ts';

const TABLE = {
  Type: 'AWS::DynamoDB::GlobalTable',
  DeletionPolicy: 'Retain',
  Properties: { TableName: 'cartless-prod-orders', Arn: { 'Fn::Sub': 'arn:${AWS::Partition}:x' } },
};
const KEY = { Type: 'AWS::KMS::Key', DeletionPolicy: 'Retain', Properties: {} };
const QUEUE = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'cartless-prod-orders-jobs' } };
const DOMAIN = { Type: 'AWS::SSM::Parameter', Properties: { Name: '/cartless/prod/orders/api-domain' } };
const CURRENCY = {
  Type: 'AWS::SSM::Parameter',
  DeletionPolicy: 'Retain',
  Properties: { Name: '/cartless/prod/fixed/currency' },
};
const template = (Resources: Template['Resources']) => ({ Resources, Outputs: { Queue: { Value: 'x' } } });

describe('what a new stack takes over', () => {
  it('is what stayed, by what CloudFormation finds it, in a template that makes nothing else', () => {
    const { template: made, resources } = importFiles(template({ Table: TABLE, Key: KEY, Queue: QUEUE }), {
      Key: '1234abcd-12ab',
    });
    expect(made).toEqual({ AWSTemplateFormatVersion: '2010-09-09', Resources: { Table: TABLE, Key: KEY } });
    expect(resources).toEqual([
      {
        ResourceType: 'AWS::DynamoDB::GlobalTable',
        LogicalResourceId: 'Table',
        ResourceIdentifier: { TableName: 'cartless-prod-orders' },
      },
      {
        ResourceType: 'AWS::KMS::Key',
        LogicalResourceId: 'Key',
        ResourceIdentifier: { KeyId: '1234abcd-12ab' },
      },
    ]);
  });

  it('is the value of what stays as it was, and no parameter that is published anew', () => {
    expect(importFiles(template({ Domain: DOMAIN, Currency: CURRENCY }), {}).resources).toEqual([
      {
        ResourceType: 'AWS::SSM::Parameter',
        LogicalResourceId: 'Currency',
        ResourceIdentifier: { Name: '/cartless/prod/fixed/currency' },
      },
    ]);
  });

  it('is asked for where no template knows it', () => {
    expect(() => importFiles(template({ Key: KEY }), {})).toThrow('give it with --key Key=<id>');
    expect(() => importFiles(template({ Key: KEY }), { Kay: 'a' })).toThrow('There is no key Kay');
  });

  it('is nothing of a stage that keeps nothing, or of a stack that has nothing', () => {
    const gone = { ...TABLE, DeletionPolicy: 'Delete' };
    expect(() => importFiles(template({ Table: gone }), {})).toThrow('Table has no DeletionPolicy: Retain');
    expect(() => importFiles(template({ Queue: QUEUE }), {})).toThrow('there is nothing to take over');
  });

  it.each([
    ['a reference', { Ref: 'Queue' }],
    ['an attribute', { 'Fn::GetAtt': ['Queue', 'Arn'] }],
    ['a text', { 'Fn::Sub': '${Queue.Arn}' }],
  ])('refers to nothing that an import cannot make, by %s', (_, reference) => {
    const table = { ...TABLE, Properties: { ...TABLE.Properties, Stream: reference } };
    expect(() => importFiles(template({ Table: table, Queue: QUEUE }), {})).toThrow(
      'Table refers to Queue, which an import cannot make',
    );
  });
});
