import { describe, expect, it } from '@jest/globals';
import { compareTemplates } from './compare.ts';
import type { Template } from './meaning.ts';

const queue = (QueueName: string, more = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: { QueueName, ...more },
});
const policy = (...ids: string[]) => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: ids.map((id) => ({ Ref: id })),
    PolicyDocument: {
      Statement: [{ Effect: 'Allow', Resource: ids.map((id) => ({ 'Fn::GetAtt': [id, 'Arn'] })) }],
    },
  },
});
const compare = (before: Template['Resources'], after: Template['Resources']) =>
  compareTemplates({ Resources: before }, { Resources: after });

describe('two templates', () => {
  it('mean the same whatever their logical ids are, which are named', () => {
    const alarm = (id: string) => ({
      Type: 'AWS::CloudWatch::Alarm',
      Properties: { MetricName: 'Age', Dimensions: [{ Value: { 'Fn::GetAtt': [id, 'QueueName'] } }] },
    });
    expect(compare({ A: queue('jobs'), X: alarm('A') }, { B: queue('jobs'), X: alarm('B') })).toEqual({
      same: 2,
      added: [],
      removed: [],
      renamed: ['A → B'],
      changed: [],
    });
  });

  it('mean the same when one policy for two queues becomes two', () => {
    const queues = { A: queue('a'), B: queue('b') };
    const both = compare({ ...queues, P: policy('A', 'B') }, { ...queues, Q: policy('A'), R: policy('B') });
    expect(both).toMatchObject({ same: 4, added: [], removed: [], changed: [] });
  });

  it('differ by what was added, taken away and changed', () => {
    expect(
      compare(
        { A: queue('a', { Tries: [{ Delay: 1 }] }), B: queue('b') },
        { A: queue('a', { Tries: [{ Delay: 2 }] }), C: queue('c') },
      ),
    ).toEqual({
      same: 0,
      added: ['AWS::SQS::Queue "c"'],
      removed: ['AWS::SQS::Queue "b"'],
      renamed: [],
      changed: ['AWS::SQS::Queue "a" /Properties/Tries[]/Delay: 1 → 2'],
    });
  });

  it('differ by the members of a list and not by their order', () => {
    const allowed = (...actions: string[]) => ({
      R: { Type: 'AWS::IAM::Role', Properties: { Actions: actions } },
    });
    expect(compare(allowed('a', 'b'), allowed('b', 'a')).changed).toEqual([]);
    expect(compare(allowed('a', 'b'), allowed('b', 'c', 'a')).changed).toEqual([
      'AWS::IAM::Role R /Properties/Actions: nothing → "c"',
    ]);
  });
});
