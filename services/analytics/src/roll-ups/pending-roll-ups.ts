import { randomUUID } from 'node:crypto';
import { type Items, PRESENT, retrying, type Write } from '@cartless/aggregate';
import { mergeChanges, type RollUpChange } from './roll-up.ts';
import { type Generation, pendingPartition } from '../analytics-table.ts';
import { pack, unpack } from '../packed.ts';
import { rollUpWrite } from './roll-up-writes.ts';

/** The most items that DynamoDB writes in one transaction. */
export const TRANSACTION_ITEMS = 100;

/** How many entries are carried over together. */
const ENTRIES_AT_ONCE = 50;

type Place = Readonly<{ items: Items; generation: Generation; shard: number }>;
type Entry = Readonly<{ pk: string; sk: string; changes: readonly RollUpChange[] }>;

/** An entry that holds roll-up changes until they are carried over; it commits with the records they come from. */
export const pendingWrite = ({ generation, shard }: Place, changes: readonly RollUpChange[]): Write => ({
  put: { pk: pendingPartition(generation, shard), sk: randomUUID(), changes: pack(changes) },
});

/**
 * Carries all waiting entries of a shard into its roll-ups. An entry disappears in the same transaction in which its
 * changes are added, so a crash at any point neither loses nor repeats any.
 */
export async function carryOver(place: Place): Promise<number> {
  let carried = 0;
  for (let some = await carrySome(place); some > 0; some = await carrySome(place)) carried += some;
  return carried;
}

/** Carries as many entries over as fit together; again when somebody else was first with one of them. */
const carrySome = (place: Place): Promise<number> =>
  retrying(async () => {
    const entries = await waiting(place);
    if (entries.length === 0) return 0;
    const changes = mergeChanges(entries.flatMap((entry) => entry.changes));
    return (await carry(place, entries, changes)) ? entries.length : undefined;
  });

/** False when somebody else carried one of the entries over at the same time; then nothing was written. */
async function carry(
  place: Place,
  entries: readonly Entry[],
  changes: readonly RollUpChange[],
): Promise<boolean> {
  const gone = entries.map(({ pk, sk }): Write => ({ delete: { pk, sk }, when: { pk: PRESENT } }));
  const room = TRANSACTION_ITEMS - gone.length;
  const now = changes.slice(0, changes.length <= room ? room : room - 1);
  const later = changes.slice(now.length);
  const writes = now.map((change) => rollUpWrite(place.generation, place.shard, change));
  const rest = later.length === 0 ? [] : [pendingWrite(place, later)];
  const outcome = await place.items.write([...gone, ...writes, ...rest]);
  return outcome.ok;
}

async function waiting({ items, generation, shard }: Place): Promise<Entry[]> {
  const page = await items.query({
    hash: pendingPartition(generation, shard),
    consistent: true,
    limit: ENTRIES_AT_ONCE,
  });
  return page.items.map(({ pk, sk, changes }) => ({
    pk: String(pk),
    sk: String(sk),
    changes: unpack<RollUpChange[]>(changes),
  }));
}
