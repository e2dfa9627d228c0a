import { QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { transactWrite } from '@cartless/dynamodb';
import { type Dimension, DIMENSIONS } from '../domain/dimension.ts';
import { dayOf, hourOf, monthOf } from '../domain/hour.ts';
import { type Generation, rollUpPartition, rollUpsBefore } from './keys.ts';
import { foldWrites } from './roll-up-writes.ts';

/** Each roll-up that moves is two of the hundred items of a transaction. */
const AT_ONCE = 50;

type Item = Record<string, unknown>;
type Place = Readonly<{
  client: DynamoDBDocumentClient;
  table: string;
  generation: Generation;
  shards: number;
}>;
type Shard = Readonly<{ dimension: Dimension; shard: number }>;

/**
 * Moves the roll-ups of UTC days and months that are over out of their write shards into one folded roll-up each, so
 * that a report reads one item for a value and a day, however many containers wrote it. What comes late grows in a
 * shard again and is moved by the next run. A roll-up leaves its shard in the transaction that adds it to the folded
 * one, so a crash at any point, or two runs at once, neither lose nor repeat any. Says how many were moved.
 */
export async function foldRollUps(place: Place, now: Date): Promise<number> {
  const hour = hourOf(now);
  let moved = 0;
  for (const dimension of DIMENSIONS) {
    for (let shard = 0; shard < place.shards; shard += 1) {
      for (const open of [dayOf(hour), monthOf(hour)]) {
        moved += await foldShard(place, { dimension, shard }, open);
      }
    }
  }
  return moved;
}

async function foldShard(place: Place, from: Shard, open: string): Promise<number> {
  const range = rollUpsBefore(open);
  let moved = 0;
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await place.client.send(
      new QueryCommand({
        TableName: place.table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':pk': rollUpPartition(place.generation, from.dimension, from.shard),
          ':from': range.from,
          ':to': range.to,
        },
        Limit: AT_ONCE,
        ...(ExclusiveStartKey && { ExclusiveStartKey }),
      }),
    );
    moved += await move(place, from, page.Items ?? []);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return moved;
}

/** What has grown since it was read stays where it is, for the next run. */
async function move(place: Place, { dimension, shard }: Shard, items: readonly Item[]): Promise<number> {
  const { client, table, generation } = place;
  for (let left = items; left.length > 0;) {
    const writes = left.flatMap((item) => foldWrites(table, generation, dimension, shard, item));
    const outcome = await transactWrite(client, writes);
    if (outcome.ok) return left.length;
    const grown = new Set(outcome.refusals.map(({ index }) => Math.floor(index / 2)));
    left = left.filter((_, i) => !grown.has(i));
  }
  return 0;
}
