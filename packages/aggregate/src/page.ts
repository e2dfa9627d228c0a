import { cursorCodec } from './cursor.ts';
import { CursorInvalid } from './errors.ts';
import { fillPage } from './fill-page.ts';
import { within } from './range.ts';
import type { Item, Items, Key, Query, ReadOptions } from './items.ts';
import { indexOf, positionShape, type Table } from './table.ts';

/** One page of a list: a query of the table or an index, and where to go on. */
export type PageRequest = Omit<Query, 'after' | 'limit' | 'only'> &
  Readonly<{
    limit: number;
    cursor?: string | undefined;
    /** A page of which a filter lets little through is filled by at most so many queries; 1 when left out. */
    queries?: number;
  }>;
export type Page<T> = Readonly<{ items: readonly T[]; nextCursor: string | null }>;

/**
 * Reads a page. Where the index holds keys alone, the items themselves are read behind it, in its order.
 * @throws AppError CURSOR_INVALID for a cursor that is not of this very list
 */
export async function pageOf<T>(
  items: Items,
  { limit, cursor, queries = 1, ...query }: PageRequest,
  readItem: (item: Item) => T,
): Promise<Page<T>> {
  const codec = cursorCodec(positionShape(items.table, query.index));
  const start = codec.decode(cursor, { [hashOf(items.table, query.index)]: query.hash });
  // DynamoDB refuses to go on from outside of what is asked for: the cursor is of another range.
  const sort = sortOf(items.table, query.index);
  if (start !== undefined && sort !== undefined && !within(start[sort], query.range)) throw CursorInvalid();
  // One more than is wanted: whether there is a next page is known, and the last one is never empty.
  const { items: read, next } = await fillPage(
    { limit: limit + 1, start, rounds: queries },
    (wanted, after) => items.query({ ...query, limit: wanted, ...(after && { after }) }),
  );
  const found = read.slice(0, limit);
  const after = read.length > limit ? positionOf(items.table, query.index, found.at(-1)) : next;
  const whole = holdsKeysOnly(items.table, query.index) ? await inOrder(items, found) : found;
  return { items: whole.map(readItem), nextCursor: codec.encode(after) };
}

/** The whole items of index entries, in their order; those that have gone meanwhile are left out. */
export async function inOrder(
  items: Items,
  entries: readonly Item[],
  options: ReadOptions = {},
): Promise<readonly Item[]> {
  const keys = entries.map((entry) => keyOf(items.table, entry));
  const whole = await items.getMany(keys, options);
  const byKey = new Map(whole.map((item) => [JSON.stringify(keyOf(items.table, item)), item]));
  return keys.flatMap((key) => {
    const item = byKey.get(JSON.stringify(key));
    return item === undefined ? [] : [item];
  });
}

/** An item's own key. */
export const keyOf = ({ key }: Pick<Table, 'key'>, item: Item): Key =>
  Object.fromEntries(Object.keys(key).map((name) => [name, item[name] as string | number]));

/** An item's own key as a text, by which items are told apart. */
export const nameOfKey = ({ key }: Pick<Table, 'key'>, item: Item): string =>
  JSON.stringify(Object.keys(key).map((name) => item[name]));

const positionOf = (table: Table, index: string | undefined, item: Item | undefined): Key | undefined =>
  item &&
  Object.fromEntries(
    Object.keys(positionShape(table, index)).map((name) => [name, item[name] as string | number]),
  );

const sortOf = (table: Table, index: string | undefined): string | undefined =>
  Object.keys(index === undefined ? table.key : indexOf(table, index).key)[1];

const hashOf = (table: Table, index: string | undefined): string =>
  Object.keys(index === undefined ? table.key : indexOf(table, index).key)[0] ?? '';

const holdsKeysOnly = (table: Table, index: string | undefined): boolean =>
  index !== undefined && indexOf(table, index).holds === 'keys';
