import type { Item, Key } from '../items.ts';
import { nameOfKey } from '../page.ts';
import type { Table } from '../table.ts';

/** A change of an item, as a table's stream or its incremental export tells it. */
export type LoggedChange = Readonly<{
  key: Key;
  /** ISO 8601. */
  at: string;
  /** Later changes of an item have higher ones. */
  order: bigint;
  before: Item | undefined;
  after: Item | undefined;
}>;

/** The changes of each item by the item's key, in their order, each once. */
export type ChangeLog = ReadonlyMap<string, readonly LoggedChange[]>;

/** Brings changes into their order; shards come as they like, and a change may be in two of the sources. */
export async function changeLog(
  table: Table,
  changes: AsyncIterable<LoggedChange> | Iterable<LoggedChange>,
): Promise<ChangeLog> {
  const byItem = new Map<string, Map<bigint, LoggedChange>>();
  for await (const change of changes) {
    const name = nameOfKey(table, change.key);
    const known = byItem.get(name) ?? new Map<bigint, LoggedChange>();
    byItem.set(name, known.set(change.order, change));
  }
  return new Map(
    [...byItem].map(([name, all]) => [
      name,
      [...all.values()].toSorted((one, other) => (one.order < other.order ? -1 : 1)),
    ]),
  );
}
