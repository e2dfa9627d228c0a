import { expect, test } from '@jest/globals';
import { creationOrder } from './creation-order.ts';

const resource = (Properties: Record<string, unknown>, DependsOn?: string | string[]) => ({
  Type: 'AWS::SQS::Queue',
  Properties,
  ...(DependsOn === undefined ? {} : { DependsOn }),
});

test('a resource comes after everything it refers to', () => {
  const order = creationOrder({
    ByRef: resource({ a: [{ Ref: 'ByGetAtt' }] }),
    ByGetAtt: resource({ a: { 'Fn::GetAtt': 'BySub.Arn' } }),
    BySub: resource({ a: { 'Fn::Sub': ['x-${ByDependsOn.Arn}-${Own}', { Own: { Ref: 'Last' } }] } }),
    ByDependsOn: resource({ a: { Ref: 'AWS::Region' } }, ['Last']),
    Last: resource({}),
  });
  expect(order).toEqual(['Last', 'ByDependsOn', 'BySub', 'ByGetAtt', 'ByRef']);
});

test('resources that refer to each other in a circle are named', () => {
  const circle = { A: resource({ x: { Ref: 'B' } }), B: resource({ x: { Ref: 'A' } }) };
  expect(() => creationOrder(circle)).toThrow('circle: A → B → A');
});
