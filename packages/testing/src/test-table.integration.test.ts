import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { testTable, type TestTable } from './test-table.ts';

const NOTHING = {
  readRequests: 0,
  writeRequests: 0,
  readUnits: 0,
  writeUnits: 0,
  refusedWriteUnits: 0,
  scans: 0,
};

describe('a test table', () => {
  let table: TestTable;
  beforeAll(async () => {
    table = await testTable(
      new URL('../../../services/users/infra/tables.yml', import.meta.url),
      'UsersTable',
    );
  });
  afterAll(() => table.drop());

  it('has the keys of the service and stores items', async () => {
    await table.client.send(new PutCommand({ TableName: table.name, Item: { id: 'a', text: 'b' } }));
    const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: { id: 'a' } }));
    expect(Item).toEqual({ id: 'a', text: 'b' });
  });

  it('counts request units by the rules of AWS, from when it is asked for the meter', async () => {
    expect(table.meter.take()).toEqual(NOTHING);
    await table.client.send(
      new TransactWriteCommand({
        TransactItems: [
          { Put: { TableName: table.name, Item: { id: 'small' } } },
          { Put: { TableName: table.name, Item: { id: 'large', text: 'x'.repeat(1500) } } },
        ],
      }),
    );
    await table.client.send(
      new GetCommand({ TableName: table.name, Key: { id: 'large' }, ConsistentRead: true }),
    );
    expect(table.meter.take()).toEqual({
      ...NOTHING,
      readRequests: 1,
      writeRequests: 1,
      readUnits: 1,
      writeUnits: 2 * (1 + 2),
    });
  });
});
