import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Item, Items } from '@cartless/aggregate';
import { dynamoItems } from '@cartless/aggregate/dynamodb';
import { changeLog } from '@cartless/aggregate/restoring';
import { testTable, type TestTable } from '@cartless/testing';
import { USERS_TABLE } from '../../services/users/src/users-table.ts';
import { exportedAt, exportedItems, writeExport } from './export-files.ts';
import { streamChanges } from './stream-changes.ts';

describe('what a table is restored from', () => {
  let table: TestTable;
  let items: Items;
  const streams = new DynamoDBStreamsClient({ endpoint: process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? '' });
  beforeAll(async () => {
    table = await testTable(new URL('../../services/users/infra/tables.yml', import.meta.url), 'UsersTable', {
      stream: true,
    });
    items = dynamoItems(table.client, table.name, USERS_TABLE);
  });
  afterAll(async () => {
    await table.drop();
    streams.destroy();
  });

  it('is what its stream tells of each item, in its order', async () => {
    const began = Date.now();
    await items.putMany([{ id: 'a', n: 1, names: new Set(['x']) }]);
    await items.putMany([{ id: 'b' }]);
    await items.putMany([{ id: 'a', n: 2 }]);
    await items.write([{ delete: { id: 'b' } }]);
    const log = await changeLog(USERS_TABLE, streamChanges(streams, table.name));
    const [a = [], b = []] = ['a', 'b'].map((id) => log.get(JSON.stringify([id])));
    expect(a.map(({ before, after }) => [before, after])).toEqual([
      [undefined, { id: 'a', n: 1, names: new Set(['x']) }],
      [
        { id: 'a', n: 1, names: new Set(['x']) },
        { id: 'a', n: 2 },
      ],
    ]);
    expect(b.at(-1)).toMatchObject({ key: { id: 'b' }, before: { id: 'b' }, after: undefined });
    // Streams tell the time to the second, or to the minute on a laptop.
    expect(Math.abs(Date.parse(a[0]?.at ?? '') - began)).toBeLessThan(3_600_000);
  });

  it('is a copy in the form of an export', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'export-'));
    const held: Item[] = [
      { id: 'a', n: 2 },
      { id: 'c', names: new Set(['x', 'y']), list: [{ t: true }, null] },
    ];
    const all = async function* () {
      yield* held;
    };
    expect(await writeExport(all(), folder)).toBe(2);
    const found: Item[] = [];
    for await (const item of exportedItems(folder)) found.push(item);
    expect(found).toEqual(held);
    expect(Date.parse((await exportedAt(folder)) ?? '')).toBeLessThanOrEqual(Date.now());
    rmSync(folder, { recursive: true });
  });
});
