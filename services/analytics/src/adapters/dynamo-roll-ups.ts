import { BatchGetCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { RollUps, RollUpSpan } from '../application/ports.ts';
import { periodsOf } from '../domain/cover.ts';
import { SPLITS } from '../domain/dimension.ts';
import type { StoredRollUp } from '../domain/roll-up.ts';
import { type Generation, rollUpPartition, rollUpRange, rollUpSort } from './keys.ts';

type Item = Record<string, unknown>;
type Setting = Readonly<{
  client: DynamoDBDocumentClient;
  table: string;
  generation: () => Promise<Generation>;
  shards: number;
}>;

/** The most keys of one BatchGetItem. */
const BATCH = 100;

/** Roll-ups in the service's table. A roll-up comes once for every shard that holds a part of it. */
export const dynamoRollUps = (setting: Setting): RollUps => ({
  async read(span) {
    const live = await setting.generation();
    const partitions = Array.from({ length: setting.shards }, (_, shard) =>
      rollUpPartition(live, span.dimension, shard),
    );
    const { value } = span;
    const isSplit = SPLITS.some((split) => split === span.dimension);
    const items =
      isSplit && value !== undefined
        ? await readKeys(setting, keysOf(partitions, span, value))
        : await Promise.all(partitions.map((pk) => readRange(setting, pk, span)));
    return items.flat().map(toStored);
  },
});

const keysOf = (partitions: readonly string[], span: RollUpSpan, value: string): Item[] =>
  periodsOf(span).flatMap((period) => partitions.map((pk) => ({ pk, sk: rollUpSort(period, value) })));

async function readRange({ client, table }: Setting, pk: string, { from, to }: RollUpSpan): Promise<Item[]> {
  const range = rollUpRange(from, to);
  const items: Item[] = [];
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
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

async function readKeys(setting: Setting, keys: readonly Item[]): Promise<Item[][]> {
  const batches = Array.from({ length: Math.ceil(keys.length / BATCH) }, (_, i) =>
    keys.slice(i * BATCH, (i + 1) * BATCH),
  );
  return Promise.all(batches.map((batch) => readBatch(setting, batch)));
}

async function readBatch({ client, table }: Setting, keys: Item[]): Promise<Item[]> {
  const items: Item[] = [];
  for (let left = keys; left.length > 0;) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: left } } }),
    );
    items.push(...(Responses?.[table] ?? []));
    left = UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return items;
}

function toStored({ pk: _pk, sk, title, category, ...sums }: Item): StoredRollUp {
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
