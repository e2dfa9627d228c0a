import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { testTable, type TestTable } from '@cartless/testing';
import { COUNTERS } from './counter.ts';
import type { RollUpChange } from './roll-up.ts';
import { rollUpStore } from './roll-ups-store.ts';
import { foldRollUps } from './fold-roll-ups.ts';
import { rollUpPartition, rollUpSort } from '../analytics-table.ts';
import { rollUpWrite } from './roll-up-writes.ts';
import { dynamoItems } from '@cartless/aggregate/dynamodb';
import { ANALYTICS_TABLE } from '../analytics-table.ts';

const SHARDS = 3;
const DAY = '2026-03-10';
const NEXT_DAY = new Date('2026-03-11T00:10:00Z');
const PRODUCTS = ['pen', 'lamp'];
const VALUES = [0, 1, 2].flatMap((shard) => PRODUCTS.map((value) => ({ shard, value })));

describe('folding roll-ups', () => {
  let table: TestTable;
  let runs = 0;
  beforeAll(async () => {
    table = await testTable(new URL('../../infra/tables.yml', import.meta.url), 'AnalyticsTable');
  });
  afterAll(() => table.drop());

  const itemsOf = (client: DynamoDBDocumentClient = table.client) =>
    dynamoItems(client, table.name, ANALYTICS_TABLE);

  /** A shop of its own in which every shard has counted units of every product. */
  async function shop() {
    runs += 1;
    const generation = `run${runs}`;
    const grow = (shard: number, change: Partial<RollUpChange>) => {
      const whole = { dimension: 'product', value: 'pen', period: DAY, adds: { u09: 1 }, ...change } as const;
      return itemsOf().write([rollUpWrite(generation, shard, whole)]);
    };
    for (const { shard, value } of VALUES) {
      await grow(shard, { value, adds: { u09: 1, u10: 10 }, label: { title: value } });
    }
    const place = (client: DynamoDBDocumentClient = table.client) => ({
      items: itemsOf(client),
      shards: SHARDS,
      generation,
    });
    const units = async (client = table.client) => {
      const rollUps = rollUpStore({ ...place(client), generation: () => Promise.resolve(generation) });
      const stored = await rollUps.read({ dimension: 'product', from: DAY, to: DAY });
      const sums = { pen: 0, lamp: 0 };
      for (const { value, sums: own } of stored) {
        for (const [name, amount] of Object.entries(own)) {
          if (name.startsWith('u')) sums[value as keyof typeof sums] += amount;
        }
      }
      return { sums, count: stored.length };
    };
    return {
      grow,
      units,
      fold: (client = table.client, now = NEXT_DAY) => foldRollUps(place(client), now),
      generation,
    };
  }

  it('leaves one roll-up of a value and a day, with the sum of all shards', async () => {
    const { fold, units, grow } = await shop();
    expect(await units()).toEqual({ sums: { pen: 33, lamp: 33 }, count: 6 });
    expect(await fold()).toBe(6);
    expect(await units()).toEqual({ sums: { pen: 33, lamp: 33 }, count: 2 });
    await grow(1, { adds: { u23: 100 } });
    expect(await units()).toEqual({ sums: { pen: 133, lamp: 33 }, count: 3 });
    expect(await fold()).toBe(1);
    expect(await fold()).toBe(0);
    expect(await units()).toEqual({ sums: { pen: 133, lamp: 33 }, count: 2 });
  });

  it('leaves the day and the month alone that are not over', async () => {
    const { fold, grow } = await shop();
    await grow(0, { period: '2026-03' });
    expect(await fold(table.client, new Date(`${DAY}T23:59:59Z`))).toBe(0);
    expect(await fold(table.client, new Date('2026-03-31T23:59:59Z'))).toBe(6);
    expect(await fold(table.client, new Date('2026-04-01T00:00:00Z'))).toBe(1);
  });

  it('repeats and loses nothing when two runs and late events meet', async () => {
    const { fold, units, grow } = await shop();
    await Promise.all([fold(), grow(0, {}), fold(), grow(1, {}), fold(), grow(0, {}), fold()]);
    expect((await units()).sums).toEqual({ pen: 36, lamp: 33 });
    await fold();
    expect(await units()).toEqual({ sums: { pen: 36, lamp: 33 }, count: 2 });
  });

  it('is not seen by a report that reads while roll-ups move', async () => {
    const { fold, units, grow, generation } = await shop();
    await fold();
    await grow(2, { adds: { u11: 7 } });
    // The report has read the shards; everything moves, and more comes, before it reads what is folded.
    const between = {
      send: async (command: QueryCommand) => {
        const values = Object.values(command.input.ExpressionAttributeValues ?? {});
        if (values.includes(`${generation}#product#folded`)) {
          await fold();
          await grow(2, { adds: { u11: 1000 } });
        }
        return table.client.send(command);
      },
    } as unknown as DynamoDBDocumentClient;
    expect((await units(between)).sums).toEqual({ pen: 40, lamp: 33 });
    expect((await units()).sums).toEqual({ pen: 1040, lamp: 33 });
  });

  it('has room for a day on which every counter grew in every hour', async () => {
    const { fold, grow, generation } = await shop();
    const names = Object.values(COUNTERS).flatMap((letter) =>
      Array.from({ length: 24 }, (_, hour) => `${letter}${String(hour).padStart(2, '0')}`),
    );
    // A consumer's transaction writes an hour or two; the day fills up write by write.
    for (let from = 0; from < names.length; from += 24) {
      const adds = Object.fromEntries(names.slice(from, from + 24).map((name) => [name, 1_234_567]));
      for (const shard of [0, 1]) await grow(shard, { dimension: 'total', value: '*', adds });
    }
    // Two runs at once: what one could not move is left for the next.
    await Promise.all([fold(), fold()]);
    await fold();
    const folded = await itemsOf().get({
      pk: `${generation}#total#folded`,
      sk: rollUpSort(DAY, '*'),
    });
    expect(names.filter((name) => folded?.[name] !== 2 * 1_234_567)).toEqual([]);
    const { Items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': rollUpPartition(generation, 'total', 0) },
      }),
    );
    expect(Items).toEqual([]);
  });
});
