import { BatchGetCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { RollUps, RollUpSpan } from '../application/ports.ts';
import { periodsOf } from '../domain/cover.ts';
import { SPLITS } from '../domain/dimension.ts';
import type { StoredRollUp } from '../domain/roll-up.ts';
import { foldedPartition, type Generation, rollUpPartition, rollUpRange, rollUpSort } from './keys.ts';
import { foldedFrom } from './roll-up-writes.ts';

type Item = Record<string, unknown>;
type Setting = Readonly<{
  client: DynamoDBDocumentClient;
  table: string;
  generation: () => Promise<Generation>;
  shards: number;
}>;

/** The most keys of one BatchGetItem. */
const BATCH = 100;

/**
 * Roll-ups in the service's table. A roll-up comes once for every place that holds a part of it: folded, and shards.
 * The shards are read first, so that what moves meanwhile is seen twice rather than not at all, and the folded roll-up
 * tells what it has taken in.
 */
export const dynamoRollUps = (setting: Setting): RollUps => ({
  async read(span) {
    const live = await setting.generation();
    const partitions = Array.from({ length: setting.shards }, (_, shard) =>
      rollUpPartition(live, span.dimension, shard),
    );
    const written = await Promise.all(partitions.map((pk) => readPartition(setting, pk, span, false)));
    const folded = await readPartition(setting, foldedPartition(live, span.dimension), span, true);
    const taken = new Map(folded.map((item) => [item['sk'], item]));
    const open = written.flatMap((items, shard) =>
      items.filter(({ sk, birth }) => birth === undefined || taken.get(sk)?.[foldedFrom(shard)] !== birth),
    );
    return [...folded, ...open].map(toStored);
  },
});

/** One value of a split is read by its keys, anything else as a range. */
function readPartition(setting: Setting, pk: string, span: RollUpSpan, isConsistent: boolean) {
  const { value } = span;
  const isSplit = SPLITS.some((split) => split === span.dimension);
  if (!isSplit || value === undefined) return readRange(setting, pk, span, isConsistent);
  const keys = periodsOf(span).map((period) => ({ pk, sk: rollUpSort(period, value) }));
  return readKeys(setting, keys, isConsistent);
}

async function readRange(
  { client, table }: Setting,
  pk: string,
  { from, to }: RollUpSpan,
  ConsistentRead: boolean,
): Promise<Item[]> {
  const range = rollUpRange(from, to);
  const items: Item[] = [];
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': pk, ':from': range.from, ':to': range.to },
        ...(ExclusiveStartKey && { ExclusiveStartKey }),
      }),
    );
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return items;
}

async function readKeys(setting: Setting, keys: readonly Item[], isConsistent: boolean): Promise<Item[]> {
  const batches = Array.from({ length: Math.ceil(keys.length / BATCH) }, (_, i) =>
    keys.slice(i * BATCH, (i + 1) * BATCH),
  );
  return (await Promise.all(batches.map((batch) => readBatch(setting, batch, isConsistent)))).flat();
}

async function readBatch({ client, table }: Setting, keys: Item[], ConsistentRead: boolean): Promise<Item[]> {
  const items: Item[] = [];
  for (let left = keys; left.length > 0;) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: left, ConsistentRead } } }),
    );
    items.push(...(Responses?.[table] ?? []));
    left = UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return items;
}

function toStored({ pk: _pk, sk, title, category, version: _v, birth: _b, ...sums }: Item): StoredRollUp {
  const [, period = '', ...value] = String(sk).split('#');
  return {
    period,
    value: value.join('#'),
    label: {
      ...(typeof title === 'string' && { title }),
      ...(typeof category === 'string' && { category }),
    },
    sums: sums as Readonly<Record<string, number>>,
  };
}
