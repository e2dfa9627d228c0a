import {
  BatchGetCommand,
  BatchWriteCommand,
  type BatchWriteCommandOutput,
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { Busy } from '../errors.ts';
import { retrying } from '../retrying.ts';
import {
  NOTHING_FOUND,
  type Found,
  type Item,
  type Items,
  type Key,
  type Query,
  type ReadOptions,
} from '../items.ts';
import { canExist, canFind, checkKeys } from '../key-limits.ts';
import { checkLimits, MOST_IN_BATCH, MOST_PUTS_IN_BATCH } from '../limits.ts';
import { keyOf } from '../page.ts';
import { indexOf, type Table } from '../table.ts';
import { refuseTooLate } from '../too-late.ts';
import { newWriteId } from '../write-id.ts';
import { conditionOf, keyConditionOf, Placeholders } from './expression.ts';
import { isPassing, writeAll } from './write.ts';

type At = Readonly<{ client: DynamoDBDocumentClient; table: Table; name: string }>;

/**
 * A table of DynamoDB.
 *
 * @param client kept by the caller, see {@link documentClient}
 * @param name of the table in this account and stage
 */
export function dynamoItems(client: DynamoDBDocumentClient, name: string, table: Table): Items {
  const at: At = { client, table, name };
  return {
    table,
    async get(key, options = {}) {
      if (!canExist(table, key)) return undefined;
      const get = new GetCommand({ TableName: name, Key: keyOf(table, key), ...readOptions(options) });
      const { Item: item } = await unlessBusy(client.send(get));
      return item;
    },
    getMany: (keys, options = {}) =>
      unlessBusy(
        getMany(
          at,
          keys.filter((key) => canExist(table, key)),
          options,
        ),
      ),
    query: async (query) => (canFind(table, query) ? unlessBusy(queryItems(at, query)) : NOTHING_FOUND),
    async putMany(puts) {
      for (const put of puts) {
        checkLimits([{ put }]);
        checkKeys(table, [{ put }]);
      }
      await unlessBusy(putMany(at, puts));
    },
    async write(writes, id = newWriteId()) {
      checkLimits(writes);
      checkKeys(table, writes);
      return writeAll(at, writes, id);
    },
  };
}

/** What the SDK has tried three times, and was told each time that there is too much to do. */
async function unlessBusy<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!isPassing(error)) throw error;
    throw Busy({ cause: error, details: { retryAfter: 1 } });
  }
}

function readOptions({ consistent = false, only }: ReadOptions) {
  const holders = new Placeholders();
  const names = only?.map((attribute) => holders.name(attribute));
  return {
    ConsistentRead: consistent,
    ...(names && { ProjectionExpression: names.join(', ') }),
    ...holders.all,
  };
}

/** In batches of what one request takes; what the database left out is asked for again. */
async function getMany(at: At, keys: readonly Key[], options: ReadOptions): Promise<readonly Item[]> {
  const unique = [
    ...new Map(keys.map((key) => [JSON.stringify(keyOf(at.table, key)), keyOf(at.table, key)])).values(),
  ];
  const batches = inParts(unique, MOST_IN_BATCH);
  return (await Promise.all(batches.map((batch) => getBatch(at, batch, options)))).flat();
}

async function getBatch(
  { client, name }: At,
  keys: readonly Key[],
  options: ReadOptions,
): Promise<readonly Item[]> {
  const found: Item[] = [];
  let wanted: Key[] = [...keys];
  return retrying(async () => {
    const RequestItems = { [name]: { Keys: wanted, ...readOptions(options) } };
    const { Responses, UnprocessedKeys } = await client.send(new BatchGetCommand({ RequestItems }));
    found.push(...(Responses?.[name] ?? []));
    wanted = (UnprocessedKeys?.[name]?.Keys ?? []) as Key[];
    return wanted.length === 0 ? found : undefined;
  });
}

/** How many batches are under way at the same time. */
const BATCHES_AT_ONCE = 4;

async function putMany(at: At, puts: readonly Item[]): Promise<void> {
  const batches = inParts(puts, MOST_PUTS_IN_BATCH).values();
  await Promise.all(
    Array.from({ length: BATCHES_AT_ONCE }, async () => {
      for (const batch of batches) await putBatch(at, batch);
    }),
  );
}

/** What the database left out is put again. */
async function putBatch({ client, name }: At, puts: readonly Item[]): Promise<void> {
  let left: NonNullable<BatchWriteCommandOutput['UnprocessedItems']>[string] = puts.map((Item) => ({
    PutRequest: { Item },
  }));
  await retrying(async () => {
    refuseTooLate();
    const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [name]: left } }));
    left = UnprocessedItems?.[name] ?? [];
    return left.length === 0 || undefined;
  });
}

const inParts = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));

async function queryItems({ client, name, table }: At, query: Query): Promise<Found> {
  const holders = new Placeholders();
  const key = Object.keys(query.index === undefined ? table.key : indexOf(table, query.index).key);
  const KeyConditionExpression = keyConditionOf(key, query.hash, query.range, holders);
  const only = query.only?.map((attribute) => holders.name(attribute));
  const page = await client.send(
    new QueryCommand({
      TableName: name,
      ...(query.index !== undefined && { IndexName: query.index }),
      KeyConditionExpression,
      ...(query.filter && { FilterExpression: conditionOf(query.filter, holders) }),
      ...(only && { ProjectionExpression: only.join(', ') }),
      ...holders.all,
      ScanIndexForward: query.backward !== true,
      ...(query.limit !== undefined && { Limit: query.limit }),
      ...(query.after && { ExclusiveStartKey: query.after }),
      ...(query.consistent === true && { ConsistentRead: true }),
    }),
  );
  return {
    items: page.Items ?? [],
    next: page.LastEvaluatedKey as Key | undefined,
    looked: page.ScannedCount ?? 0,
  };
}
