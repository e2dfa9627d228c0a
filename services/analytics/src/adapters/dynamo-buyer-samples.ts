import { QueryCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { conditional } from '@cartless/dynamodb';
import type { BuyerSamples } from '../application/ports.ts';
import {
  levelFor,
  levelOf,
  type Purchase,
  purchasesByPeriod,
  type Sample,
  SAMPLE_LIMIT,
} from '../domain/buyer-sample.ts';
import { type Generation, sampleKey } from './keys.ts';

type Setting = Readonly<{
  client: DynamoDBDocumentClient;
  table: string;
  generation: () => Promise<Generation>;
}>;

/** How many samples' levels a container remembers, so that it does not write what they no longer keep. */
const REMEMBERED = 500;

/** Samples in the service's table: one item per period, whose set grows by union, so repeats change nothing. */
export function dynamoBuyerSamples({ client, table, generation }: Setting): BuyerSamples {
  const levels = new Map<string, number>();
  const grow = async (period: string, purchases: ReadonlySet<Purchase>): Promise<void> => {
    const Key = sampleKey(await generation(), period);
    const cacheKey = Key.pk + Key.sk;
    const level = levels.get(cacheKey) ?? 0;
    const kept = [...purchases].filter((purchase) => levelOf(purchase) >= level);
    if (kept.length === 0) return;
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: table,
        Key,
        UpdateExpression: 'ADD purchases :kept',
        ExpressionAttributeValues: { ':kept': new Set(kept) },
        ReturnValues: 'ALL_NEW',
      }),
    );
    if (levels.size >= REMEMBERED) levels.clear();
    levels.set(cacheKey, await pruned(client, table, Key, Attributes));
  };
  return {
    async add(facts) {
      await Promise.all([...purchasesByPeriod(facts)].map(([period, purchases]) => grow(period, purchases)));
    },
  };
}

/** Raises the level of a sample that has grown to twice its limit. Answers the level it has then. */
async function pruned(
  client: DynamoDBDocumentClient,
  table: string,
  Key: Readonly<Record<string, string>>,
  item: Readonly<Record<string, unknown>> | undefined,
): Promise<number> {
  const { level, purchases } = sampleOf(item ?? {});
  if (purchases.size <= 2 * SAMPLE_LIMIT) return level;
  const next = Math.max(level, levelFor(purchases));
  const dropped = [...purchases].filter((purchase) => levelOf(purchase) < next);
  await conditional(
    client.send(
      new UpdateCommand({
        TableName: table,
        Key,
        UpdateExpression: 'DELETE purchases :dropped SET #level = :next',
        ConditionExpression: 'attribute_not_exists(#level) OR #level < :next',
        ExpressionAttributeNames: { '#level': 'level' },
        ExpressionAttributeValues: { ':dropped': new Set(dropped), ':next': next },
      }),
    ),
  );
  return next;
}

/** Reads the samples of days or of months, both ends inclusive. */
export async function readSamples(
  { client, table, generation }: Setting,
  from: string,
  to: string,
): Promise<Sample[]> {
  const live = await generation();
  const samples: Sample[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':pk': sampleKey(live, from).pk,
          ':from': sampleKey(live, from).sk,
          ':to': sampleKey(live, to).sk,
        },
        ...(ExclusiveStartKey && { ExclusiveStartKey }),
      }),
    );
    samples.push(...(page.Items ?? []).map(sampleOf));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return samples;
}

/** A stored level may lag behind what the set's size asks for; the one to count by follows from the set alone. */
function sampleOf(item: Readonly<Record<string, unknown>>): Sample {
  const purchases = (item['purchases'] ?? new Set()) as ReadonlySet<Purchase>;
  const sort = typeof item['sk'] === 'string' ? item['sk'] : '';
  return { period: sort.slice(2), level: Number(item['level'] ?? 0), purchases };
}
