import { describe, expect, it } from '@jest/globals';
import { type Aws, replicasGiven } from './given-parameters.ts';
import type { Whole } from './regions/tables.ts';

const PLACE = { region: 'eu-west-1', origin: 'eu-central-1', home: 'eu-central-1', replicas: ['eu-west-1'] };
const OF = { owner: { app: 'shop', service: 'orders' }, stage: 'prod', place: PLACE };
const STREAM = 'arn:aws:dynamodb:eu-west-1:1:table/shop-prod-orders/stream/2026';

const template = (rest: Partial<Whole>): Whole => ({ Resources: {}, ...rest });
const answering = (answers: Partial<Aws>): Aws => ({
  parameter: () => Promise.reject(new Error('ParameterNotFound')),
  stream: () => Promise.reject(new Error('ResourceNotFoundException')),
  ...answers,
});

describe('what a stack of a replica’s region is told', () => {
  const follows = template({ Metadata: { Streams: { OrdersTableStream: 'shop-prod-orders' } } });

  it('is the stream of the replica', async () => {
    const aws = answering({ stream: async (table) => (table === 'shop-prod-orders' ? STREAM : '') });
    expect(await replicasGiven(aws, follows, OF)).toEqual([
      { ParameterKey: 'OrdersTableStream', ParameterValue: STREAM },
    ]);
  });

  it('cannot be told before there is one', async () => {
    const aws = answering({});
    await expect(replicasGiven(aws, follows, OF)).rejects.toThrow('deploy orders to eu-central-1 first');
  });

  const keyed = template({ Parameters: { DataKeyOfStage: { Type: 'String' } } });

  it('is the key, as the region where the stage began has it', async () => {
    const aws = answering({ parameter: async (Name, region) => `${region} ${JSON.stringify({ Name })}` });
    expect(await replicasGiven(aws, keyed, OF)).toEqual([
      { ParameterKey: 'DataKeyOfStage', ParameterValue: 'eu-central-1 {"Name":"/shop/prod/data-key"}' },
    ]);
  });

  it('is what it was told before, when that region does not answer', async () => {
    const aws = answering({ parameter: () => Promise.reject(new Error('ETIMEDOUT')) });
    expect(await replicasGiven(aws, keyed, OF)).toEqual([
      { ParameterKey: 'DataKeyOfStage', UsePreviousValue: true },
    ]);
  });
});
