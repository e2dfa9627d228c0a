import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  ExecuteStatementCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { CapacityMeter } from './capacity-meter.ts';
import { documentClient } from './document-client.ts';
import { type ScratchTable, scratchTable } from '../../test/scratch-table.ts';

const NOTHING = {
  readRequests: 0,
  writeRequests: 0,
  readUnits: 0,
  writeUnits: 0,
  refusedWriteUnits: 0,
  scans: 0,
};
const text = (bytes: number) => 'x'.repeat(bytes);

describe('the capacity meter', () => {
  let table: ScratchTable;
  let meter: CapacityMeter;
  const observer = documentClient();
  beforeAll(async () => {
    table = await scratchTable();
    meter = new CapacityMeter(table.client, { [table.name]: ['pk', 'sk'] }, observer);
  });
  afterAll(async () => {
    await table.drop().catch(() => undefined);
    observer.destroy();
  });
  const at = () => ({ TableName: table.name });
  const key = (pk: string) => ({ ...at(), Key: { pk, sk: 'x' } });
  const put = (pk: string, size: number) =>
    table.client.send(new PutCommand({ ...at(), Item: { pk, sk: 'x', text: text(size) } }));
  beforeEach(async () => {
    await put('small', 10);
    await put('large', 5000);
    meter.take();
  });

  it('bills a write by the larger of the item before and after', async () => {
    await put('large', 10);
    expect(meter.take()).toEqual({ ...NOTHING, writeRequests: 1, writeUnits: 5 });
    await table.client.send(new DeleteCommand(key('large')));
    expect(meter.take()).toEqual({ ...NOTHING, writeRequests: 1, writeUnits: 1 });
  });

  it('bills a transaction double, its condition checks too', async () => {
    await table.client.send(
      new TransactWriteCommand({
        TransactItems: [
          { Put: { ...at(), Item: { pk: 'new', sk: 'x' } } },
          {
            Update: {
              ...key('small'),
              UpdateExpression: 'SET a = :a',
              ExpressionAttributeValues: { ':a': 1 },
            },
          },
          { ConditionCheck: { ...key('large'), ConditionExpression: 'attribute_exists(pk)' } },
          { Delete: key('nothing-there') },
        ],
      }),
    );
    expect(meter.take()).toEqual({ ...NOTHING, writeRequests: 1, writeUnits: 2 * (1 + 1 + 5 + 1) });
  });

  it('shows apart what a refused condition costs', async () => {
    const update = new UpdateCommand({
      ...key('large'),
      UpdateExpression: 'SET a = :a',
      ConditionExpression: 'attribute_not_exists(pk)',
      ExpressionAttributeValues: { ':a': 1 },
    });
    await expect(table.client.send(update)).rejects.toThrow();
    expect(meter.take()).toEqual({ ...NOTHING, writeRequests: 1, refusedWriteUnits: 5 });
  });

  it('bills reads by 4 KB, half when eventually consistent', async () => {
    await table.client.send(new GetCommand({ ...key('large'), ConsistentRead: true }));
    expect(meter.take()).toEqual({ ...NOTHING, readRequests: 1, readUnits: 2 });
    await table.client.send(new GetCommand(key('large')));
    expect(meter.take()).toEqual({ ...NOTHING, readRequests: 1, readUnits: 1 });
    await table.client.send(new GetCommand(key('nobody')));
    expect(meter.take()).toEqual({ ...NOTHING, readRequests: 1, readUnits: 0.5 });
  });

  it('bills every item of a batch by itself, the missing ones too', async () => {
    const keys = ['small', 'large', 'nobody'].map((pk) => key(pk).Key);
    await table.client.send(new BatchGetCommand({ RequestItems: { [table.name]: { Keys: keys } } }));
    expect(meter.take()).toEqual({ ...NOTHING, readRequests: 1, readUnits: 0.5 + 1 + 0.5 });
  });

  it('bills a query by all its items together, and counts scans', async () => {
    await table.client.send(
      new QueryCommand({
        ...at(),
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: { ':p': 'large' },
      }),
    );
    expect(meter.take()).toEqual({ ...NOTHING, readRequests: 1, readUnits: 1 });
    await table.client.send(new ScanCommand(at()));
    expect(meter.take()).toMatchObject({ scans: 1, readRequests: 1 });
  });

  it('counts each item of a batch of writes by itself, at the price of one', async () => {
    await table.client.send(new PutCommand({ ...at(), Item: { pk: 'large', sk: 'x', text: text(3000) } }));
    meter.take();
    const RequestItems = {
      [table.name]: [
        { PutRequest: { Item: { pk: 'large', sk: 'x' } } },
        { PutRequest: { Item: { pk: 'small', sk: 'x', text: text(1500) } } },
        { DeleteRequest: { Key: { pk: 'none', sk: 'x' } } },
      ],
    };
    await table.client.send(new BatchWriteCommand({ RequestItems }));
    expect(meter.take()).toEqual({ ...NOTHING, writeRequests: 1, writeUnits: 3 + 2 + 1 });
  });

  it('refuses what it cannot count before it is sent', async () => {
    const statement = new ExecuteStatementCommand({
      Statement: `INSERT INTO "${table.name}" VALUE {'pk': 'unseen', 'sk': 'x'}`,
    });
    await expect(table.client.send(statement)).rejects.toThrow(/does not know this command/);
    const { Item: item } = await observer.send(new GetCommand(key('unseen')));
    expect(item).toBeUndefined();
  });

  it('must be told the keys of a table', async () => {
    await expect(
      table.client.send(new PutCommand({ TableName: 'other', Item: { pk: 'a' } })),
    ).rejects.toThrow('the meter was not told the key of table other');
  });
});
