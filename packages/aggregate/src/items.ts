import type { Table } from './table.ts';

/** An item as the database holds it. Members that are undefined are not stored. */
export type Item = Readonly<Record<string, unknown>>;
export type Key = Readonly<Record<string, string | number>>;

type Value = string | number | boolean | null;
type Comparison = Readonly<{
  lt?: Value;
  lte?: Value;
  gt?: Value;
  gte?: Value;
  not?: Value;
  exists?: boolean;
  beginsWith?: string;
  has?: string | readonly string[];
  lacks?: string;
}>;

/**
 * What must hold of an item: every attribute equals its value or passes its comparison. An attribute that is not there
 * passes no comparison but `{ exists: false }`, `{ not: … }` and `{ lacks: … }`. `has` (all of them) and `lacks` look into a text, a set or a list.
 */
export type Condition = Readonly<Record<string, Value | Comparison>>;
/** One condition, or several of which one has to hold. */
export type When = Condition | readonly Condition[];

/** Conditions that the code writes often, by name. */
export const ABSENT = { exists: false } as const;
export const PRESENT = { exists: true } as const;

/** One item's part of a write. Everything in one call of `write` happens, or nothing does. */
export type Write =
  | Readonly<{ put: Item; when?: When }>
  | Readonly<{
      update: Key;
      set?: Item;
      /** Set where nothing is yet. */
      once?: Item;
      /** Added to numbers and to sets of texts; an attribute that is not there counts as 0, or as the empty set. */
      add?: Readonly<Record<string, number | ReadonlySet<string>>>;
      /** Taken out of sets of texts. */
      take?: Readonly<Record<string, ReadonlySet<string>>>;
      remove?: readonly string[];
      when?: When;
    }>
  | Readonly<{ delete: Key; when?: When }>
  | Readonly<{ check: Key; when: When }>;

/** The item that a write is about: its key, with more or less of the rest. */
export const placeOf = (write: Write): Item =>
  'put' in write
    ? write.put
    : 'update' in write
      ? write.update
      : 'delete' in write
        ? write.delete
        : write.check;

/** A condition that did not hold: of which write, and what is stored there. */
export type Refusal = Readonly<{ index: number; item: Item | undefined }>;

/** Whether it was written. `item` is the item after a write that was one update. */
export type Outcome = Readonly<{ ok: true; item?: Item } | { ok: false; refusals: readonly Refusal[] }>;

/** A range of the sort key: all, of one beginning, or between two values, both included. */
export type Range = Readonly<{ beginsWith: string } | { from?: string | number; to?: string | number }>;

export type Query = Readonly<{
  /** The table itself when left out. */
  index?: string;
  hash: string | number;
  range?: Range | undefined;
  /** What of the found items is answered; the rest was read and paid for. */
  filter?: When | undefined;
  /** Descending when true. */
  backward?: boolean;
  /** How many items are looked at. */
  limit?: number;
  /** The position after which to go on: `next` of the page before. */
  after?: Key;
  consistent?: boolean;
  /** Only these attributes; the whole item was read and paid for, but does not travel. */
  only?: readonly string[];
}>;
/** `looked` is how many items were looked at, with those that the filter left out. */
export type Found = Readonly<{ items: readonly Item[]; next: Key | undefined; looked: number }>;

/** What a query finds that cannot find anything. */
export const NOTHING_FOUND: Found = { items: [], next: undefined, looked: 0 };

export type ReadOptions = Readonly<{
  consistent?: boolean;
  /** Only these attributes. */
  only?: readonly string[];
}>;

/**
 * The one way to a table. DynamoDB and a memory stand behind it and pass the same tests.
 *
 * All methods throw AppError BUSY when the database was too busy at every try, and never take an item that could not be
 * read for one that is not there.
 */
export type Items = Readonly<{
  table: Table;
  get(key: Key, options?: ReadOptions): Promise<Item | undefined>;
  /** The items that are there, in no order; any number of keys, doubles are read once. */
  getMany(keys: readonly Key[], options?: ReadOptions): Promise<readonly Item[]>;
  query(query: Query): Promise<Found>;
  /**
   * Puts items, in the place of what is there, each by itself: after a failure some are written and some are not. For
   * loading what may be loaded again; it costs half of what a transaction does. An item may be named once.
   *
   * @throws AppError ITEM_FULL before the database is asked
   */
  putMany(puts: readonly Item[]): Promise<void>;
  /**
   * Writes all or nothing. A write whose answer was lost is recognised when it is repeated, by the id that it leaves in
   * `_w`, and is a success.
   *
   * @param id of this write; a new one when left out
   * @throws AppError TOO_MUCH_AT_ONCE, ITEM_FULL before the database is asked
   */
  write(writes: readonly Write[], id?: string): Promise<Outcome>;
}>;

/** Every page of a query, one after the other. */
export async function* queryAll(items: Pick<Items, 'query'>, query: Query): AsyncGenerator<Item> {
  let after = query.after;
  do {
    const page = await items.query({ ...query, ...(after && { after }) });
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}
