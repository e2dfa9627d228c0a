import {
  NOTHING_FOUND,
  placeOf,
  type Found,
  type Item,
  type Items,
  type Key,
  type Outcome,
  type Query,
  type ReadOptions,
  type Refusal,
  type Write,
} from '../items.ts';
import { nameOfKey } from '../page.ts';
import { canExist, canFind, checkKeys } from '../key-limits.ts';
import { checkLimits } from '../limits.ts';
import { indexOf, positionShape, type Table } from '../table.ts';
import { refuseTooLate } from '../too-late.ts';
import { bears, counts, newWriteId, remember, writeIdsOf } from '../write-id.ts';
import { WRITE_IDS } from '../own-attributes.ts';
import { holds } from './condition.ts';
import { compare, within } from '../range.ts';
import { copyOf } from './copy.ts';

/** A change of one item, as a stream tells it. */
export type ItemChange = Readonly<{ before: Item | undefined; after: Item | undefined }>;

/** A table in memory that stores, keeps conditions, expires and tells, for tests and simulations. */
export type MemoryItems = Items &
  Readonly<{
    /** Everything that is stored, without what has expired: the items themselves, which nobody changes in place. */
    all(): readonly Item[];
    /** Is told of every item that a write changed, in order; the items are those of {@link all}. */
    watch(listener: (change: ItemChange) => void): void;
    /** Removes what has expired, as the database does sooner or later. @returns how many */
    expire(): number;
  }>;

/**
 * @param now for expiry; the real time when left out
 * @param items what it holds from the beginning; they are not copied, see {@link MemoryItems.all}
 */
export function memoryItems(
  table: Table,
  now: () => Date = () => new Date(),
  items: readonly Item[] = [],
): MemoryItems {
  const stored = new Map<string, Item>();
  const listeners: ((change: ItemChange) => void)[] = [];
  const written = new Set<string>();
  const nameOf = (key: Item): string => nameOfKey(table, key);
  const partitions = partitionsOf(table);

  const commit = (name: string, after: Item | undefined): void => {
    const before = stored.get(name);
    if (after === undefined) stored.delete(name);
    else stored.set(name, after);
    partitions.move(name, before, after);
    if (before === undefined && after === undefined) return;
    if (listeners.length === 0) return;
    for (const listener of listeners) listener({ before, after });
  };

  for (const item of items) commit(nameOf(item), item);

  /** All or nothing, in one turn of the event loop. */
  function write(writes: readonly Write[], id: string): Outcome {
    const places = writes.map((one) => nameOf(placeOf(one)));
    if (new Set(places).size < places.length) throw new Error('a transaction takes an item once');
    if (written.has(id) && writes.length > 1) return { ok: true };
    const refusals = writes.flatMap((one, index): Refusal[] => {
      const item = stored.get(places[index] ?? '');
      const fits = one.when === undefined || holds(one.when, item);
      return fits && !repeats(one, item, id) ? [] : [{ index, item: copyOf(item) }];
    });
    const own = refusals.find(({ item }) => bears(item, id));
    if (own !== undefined) return { ok: true, ...(own.item && { item: own.item }) };
    if (refusals.length > 0) return { ok: false, refusals };
    written.add(id);
    for (const [index, one] of writes.entries()) {
      const name = places[index] ?? '';
      if (!('check' in one))
        commit(name, applied(one, stored.get(name), writes.length === 1 ? id : undefined));
    }
    const [only] = writes;
    const item =
      only !== undefined && writes.length === 1 && 'update' in only ? stored.get(places[0] ?? '') : undefined;
    return { ok: true, ...(item && { item: copyOf(item) }) };
  }

  return {
    table,
    all: () => [...stored.values()],
    watch: (listener) => void listeners.push(listener),
    expire() {
      const seconds = now().getTime() / 1000;
      const over = [...stored].filter(([, item]) => {
        const at = table.expires === undefined ? undefined : item[table.expires];
        return typeof at === 'number' && at <= seconds;
      });
      for (const [name] of over) commit(name, undefined);
      return over.length;
    },
    async get(key, options = {}) {
      if (!canExist(table, key)) return undefined;
      const item = stored.get(nameOf(key));
      return item && projected(item, options);
    },
    async getMany(keys, options = {}) {
      const names = new Set(keys.map(nameOf));
      return [...names].flatMap((name) => {
        const item = stored.get(name);
        return item === undefined ? [] : [projected(item, options)];
      });
    },
    query: async (query) =>
      canFind(table, query) ? queried(table, partitions.of(query), query) : NOTHING_FOUND,
    async putMany(puts) {
      refuseTooLate();
      for (const put of puts) {
        checkLimits([{ put }]);
        checkKeys(table, [{ put }]);
      }
      for (const put of copyOf(puts)) commit(nameOf(put), defined(put));
    },
    async write(writes, id = newWriteId()) {
      refuseTooLate();
      checkLimits(writes);
      checkKeys(table, writes);
      return write(copyOf(writes), id);
    },
  };
}

/** The items of each partition of a table and of its indexes, so that a query looks at no others. */
function partitionsOf({ key, indexes }: Table) {
  const shapes = [key, ...Object.values(indexes).map((index) => index.key)];
  const byHash = new Map(
    shapes.map((shape) => [Object.keys(shape)[0] ?? '', new Map<unknown, Map<string, Item>>()]),
  );
  return {
    move(name: string, before: Item | undefined, after: Item | undefined): void {
      for (const [hash, all] of byHash) {
        const [from, to] = [before?.[hash], after?.[hash]];
        if (from !== undefined && from !== to) all.get(from)?.delete(name);
        if (after === undefined || to === undefined) continue;
        const partition = all.get(to) ?? new Map<string, Item>();
        partition.set(name, after);
        all.set(to, partition);
      }
    },
    of({ index, hash }: Query): readonly Item[] {
      const shape = index === undefined ? key : indexOf({ key, indexes }, index).key;
      return [
        ...(byHash
          .get(Object.keys(shape)[0] ?? '')
          ?.get(hash)
          ?.values() ?? []),
      ];
    },
  };
}

/** Adding a second time under one id is refused, as DynamoDB's side does it. */
const repeats = (write: Write, item: Item | undefined, id: string): boolean =>
  counts(write) && bears(item, id);

function applied(
  write: Exclude<Write, { check: unknown }>,
  item: Item | undefined,
  id: string | undefined,
): Item | undefined {
  if ('delete' in write) return undefined;
  if ('put' in write) {
    const ids =
      id !== undefined && write.when !== undefined
        ? { [WRITE_IDS]: remember(id, writeIdsOf(write.put)) }
        : {};
    return defined({ ...write.put, ...ids });
  }
  const next: Record<string, unknown> = { ...write.update, ...write.once, ...item, ...write.set };
  for (const [name, value] of Object.entries(write.add ?? {})) {
    next[name] = typeof value === 'number' ? Number(next[name] ?? 0) + value : setOf(next[name]).union(value);
  }
  for (const [name, value] of Object.entries(write.take ?? {})) {
    const left = setOf(next[name]).difference(value);
    next[name] = left.size === 0 ? undefined : left;
  }
  for (const name of write.remove ?? []) delete next[name];
  if (id !== undefined && (counts(write) || write.when !== undefined)) next[WRITE_IDS] = [id];
  return defined(next);
}

const setOf = (value: unknown): ReadonlySet<string> => (value ?? new Set()) as ReadonlySet<string>;

function defined(item: Item): Item {
  const names = Object.keys(item);
  return names.some((name) => item[name] === undefined)
    ? pick(
        item,
        names.filter((name) => item[name] !== undefined),
      )
    : item;
}

const projected = (item: Item, { only }: ReadOptions): Item =>
  copyOf(only === undefined ? item : pick(item, only));

function pick(item: Item, names: readonly string[]): Item {
  const picked: Record<string, unknown> = {};
  for (const name of names) if (name in item) picked[name] = item[name];
  return picked;
}

/** @param all items of the partition */
function queried(table: Table, all: readonly Item[], query: Query): Found {
  const index = query.index === undefined ? undefined : indexOf(table, query.index);
  const [hash = '', sort] = Object.keys(index?.key ?? table.key);
  const position = Object.keys(positionShape(table, query.index));
  const order = [...(sort === undefined ? [] : [sort]), ...Object.keys(table.key)];
  const direction = query.backward === true ? -1 : 1;
  const byPosition = (a: Item, b: Item): number =>
    direction * (order.map((name) => compare(a[name], b[name])).find((difference) => difference !== 0) ?? 0);
  const { after, limit = Infinity } = query;
  const partition = all
    .filter((item) => sort === undefined || (item[sort] !== undefined && within(item[sort], query.range)))
    .toSorted(byPosition)
    .filter((item) => after === undefined || byPosition(item, after) > 0);
  const looked = partition.slice(0, limit);
  const last = looked.length < partition.length ? looked.at(-1) : undefined;
  const stored =
    index === undefined || index.holds === 'all'
      ? undefined
      : [...position, ...(index.holds === 'keys' ? [] : index.holds)];
  const held = query.only ?? stored;
  const { filter } = query;
  const keyed = [filter ?? []]
    .flat()
    .flatMap((one) => Object.keys(one))
    .find((name) => name === hash || name === sort);
  if (keyed !== undefined) throw new Error(`${keyed} is of the key and cannot be filtered by`);
  return {
    items: looked
      .filter((item) => filter === undefined || holds(filter, item))
      .map((item) => copyOf(held === undefined ? item : pick(item, held))),
    next: last && (pick(last, position) as Key),
    looked: looked.length,
  };
}
