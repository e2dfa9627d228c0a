import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { orderItem } from '../src/adapters/ledger-items.ts';
import { rollUpPartition, rollUpSort, sampleKey } from '../src/adapters/keys.ts';
import { levelFor, levelOf, purchasesByPeriod } from '../src/domain/buyer-sample.ts';
import { postFacts } from '../src/domain/post-facts.ts';
import { mergeChanges, type RollUpChange } from '../src/domain/roll-up.ts';
import { orderFacts, randomNumbers } from './synthetic-orders.ts';

type Item = Record<string, unknown>;
const GENERATION = 'g1';
const SHARDS = 4;
const AT_ONCE = 5000;

const WRITERS = 12;

/** Loads a table with what booking so many orders would have left there: orders, roll-ups of every shard, samples. */
export async function loadOrders(
  client: DynamoDBDocumentClient,
  table: string,
  count: number,
): Promise<void> {
  const random = randomNumbers(count);
  const changes: RollUpChange[][] = Array.from({ length: SHARDS }, () => []);
  const samples = new Map<string, Set<string>>();
  // Every shard gets its part at every size.
  const atOnce = Math.min(AT_ONCE, Math.ceil(count / SHARDS));
  for (let from = 0; from < count; from += atOnce) {
    const size = Math.min(atOnce, count - from);
    const facts = Array.from({ length: size }, (_, i) =>
      orderFacts(from + i, Math.ceil(count / 3), random),
    ).flat();
    const posting = postFacts({ orders: new Map(), people: new Map() }, facts);
    await writeAll(
      client,
      table,
      [...posting.orders.values()].map((order) => ({ ...orderItem(GENERATION, order), v: 2 })),
    );
    const shard = (from / atOnce) % SHARDS;
    changes[shard] = mergeChanges([...(changes[shard] ?? []), ...posting.changes]);
    for (const [period, purchases] of purchasesByPeriod(facts)) {
      const all = (samples.get(period) ?? new Set<string>()).union(purchases);
      const level = levelFor(all);
      samples.set(period, new Set([...all].filter((purchase) => levelOf(purchase) >= level)));
    }
    if (process.stdout.isTTY) process.stdout.write(`\rloading ${from + size} of ${count} orders `);
  }
  const rollUps = changes.flatMap((own, shard) =>
    own.map(({ dimension, period, value, adds, label }) => ({
      pk: rollUpPartition(GENERATION, dimension, shard),
      sk: rollUpSort(period, value),
      ...adds,
      ...label,
    })),
  );
  await writeAll(client, table, rollUps);
  // Levels were raised on the way; what a sample lost below its level is told by the level alone.
  const items = [...samples].map(([period, purchases]) => ({
    ...sampleKey(GENERATION, period),
    purchases,
    level: Math.min(...[...purchases].map(levelOf)),
  }));
  await writeAll(client, table, items);
}

async function writeAll(
  client: DynamoDBDocumentClient,
  table: string,
  items: readonly Item[],
): Promise<void> {
  let next = 0;
  const writer = async () => {
    while (next < items.length) {
      const batch = items.slice(next, (next += 25));
      let left = batch.map((Item) => ({ PutRequest: { Item } }));
      while (left.length > 0) {
        const { UnprocessedItems } = await client.send(
          new BatchWriteCommand({ RequestItems: { [table]: left } }),
        );
        left = (UnprocessedItems?.[table] ?? []) as typeof left;
      }
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
}
