import { randomUUID } from 'node:crypto';
import { QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { transactWrite } from '@cartless/dynamodb';
import { mergeChanges, type RollUpChange } from '../domain/roll-up.ts';
import { type Generation, pendingPartition } from './keys.ts';
import { pack, unpack } from './packed.ts';
import { rollUpWrite, type TransactItem } from './roll-up-writes.ts';

/** The most items that DynamoDB writes in one transaction. */
export const TRANSACTION_ITEMS = 100;

/** How many entries are carried over together. */
const ENTRIES_AT_ONCE = 50;

type Place = Readonly<{
  client: DynamoDBDocumentClient;
  table: string;
  generation: Generation;
  shard: number;
}>;
type Entry = Readonly<{ pk: string; sk: string; changes: readonly RollUpChange[] }>;

/** An entry that holds roll-up changes until they are carried over; it commits with the records they come from. */
export const pendingWrite = (
  { table, generation, shard }: Place,
  changes: readonly RollUpChange[],
): TransactItem => ({
  Put: {
    TableName: table,
    Item: { pk: pendingPartition(generation, shard), sk: randomUUID(), changes: pack(changes) },
  },
});

/**
 * Carries all waiting entries of a shard into its roll-ups. An entry disappears in the same transaction in which its
 * changes are added, so a crash at any point neither loses nor repeats any.
 */
export async function carryOver(place: Place): Promise<number> {
  let carried = 0;
  for (;;) {
    const entries = await waiting(place);
    if (entries.length === 0) return carried;
    const changes = mergeChanges(entries.flatMap((entry) => entry.changes));
    const isOver = await carry(place, entries, changes);
    if (isOver) carried += entries.length;
  }
}

/** False when somebody else carried one of the entries over at the same time; then nothing was written. */
async function carry(
  place: Place,
  entries: readonly Entry[],
  changes: readonly RollUpChange[],
): Promise<boolean> {
  const gone = entries.map((entry) => removal(place, entry));
  const room = TRANSACTION_ITEMS - gone.length;
  const now = changes.slice(0, changes.length <= room ? room : room - 1);
  const later = changes.slice(now.length);
  const writes = now.map((change) => rollUpWrite(place.table, place.generation, place.shard, change));
  const rest = later.length === 0 ? [] : [pendingWrite(place, later)];
  const outcome = await transactWrite(place.client, [...gone, ...writes, ...rest]);
  return outcome.ok;
}

const removal = ({ table }: Place, { pk, sk }: Entry): TransactItem => ({
  Delete: { TableName: table, Key: { pk, sk }, ConditionExpression: 'attribute_exists(pk)' },
});

async function waiting({ client, table, generation, shard }: Place): Promise<Entry[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pendingPartition(generation, shard) },
      Limit: ENTRIES_AT_ONCE,
    }),
  );
  return Items.map(({ pk, sk, changes }) => ({
    pk: String(pk),
    sk: String(sk),
    changes: unpack<RollUpChange[]>(changes),
  }));
}
