import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { conditional } from './conditional.ts';
import { type ScratchTable, scratchTable } from '../../aggregate/test/scratch-table.ts';
import { transactWrite } from './transact.ts';

describe('conditions on a real table', () => {
  let table: ScratchTable;
  beforeAll(async () => {
    table = await scratchTable();
  });
  afterAll(() => table.drop());

  const put = (pk: string, more: Record<string, unknown> = {}) => ({
    TableName: table.name,
    Item: { pk, sk: 'x', ...more },
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  });
  const get = async (pk: string) =>
    (await table.client.send(new GetCommand({ TableName: table.name, Key: { pk, sk: 'x' } }))).Item;

  it('that hold are written, without the values that are undefined', async () => {
    const outcome = await conditional(table.client.send(new PutCommand(put('a', { note: undefined }))));
    expect(outcome.ok).toBe(true);
    expect(await get('a')).toEqual({ pk: 'a', sk: 'x' });
  });

  it('that do not hold answer with the stored item in plain values', async () => {
    await table.client.send(new PutCommand(put('b', { version: 3, tags: ['t'] })));
    const outcome = await conditional(table.client.send(new PutCommand(put('b'))));
    expect(outcome).toEqual({ ok: false, item: { pk: 'b', sk: 'x', version: 3, tags: ['t'] } });
  });

  it('on nothing answer without an item', async () => {
    const update = new UpdateCommand({
      TableName: table.name,
      Key: { pk: 'nobody', sk: 'x' },
      UpdateExpression: 'SET n = :n',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':n': 1 },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    expect(await conditional(table.client.send(update))).toEqual({ ok: false, item: undefined });
  });

  it('let other failures through', async () => {
    const write = table.client.send(new PutCommand({ ...put('c'), TableName: 'no-such-table' }));
    await expect(conditional(write)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('in a transaction name the refused items with what is stored, and write nothing', async () => {
    await table.client.send(new PutCommand(put('taken', { owner: 'mei' })));
    const outcome = await transactWrite(table.client, [{ Put: put('free') }, { Put: put('taken') }]);
    expect(outcome).toEqual({
      ok: false,
      refusals: [{ index: 1, item: { pk: 'taken', sk: 'x', owner: 'mei' } }],
    });
    expect(await get('free')).toBeUndefined();
  });

  it('hold for every one of many that add to the same items at once', async () => {
    const add = (pk: string) => ({
      Update: {
        TableName: table.name,
        Key: { pk, sk: 'x' },
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': 1 },
      },
    });
    const all = Array.from({ length: 20 }, () =>
      transactWrite(table.client, [add('left'), add('right')], { attempts: 30, pauseMs: 5 }),
    );
    await Promise.all(all);
    expect([await get('left'), await get('right')]).toMatchObject([{ n: 20 }, { n: 20 }]);
  });
});
