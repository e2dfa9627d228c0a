import type { Index, Item, Table, Write } from '@cartless/aggregate';
import { readUnitsOf, writeUnitsOf } from '@cartless/aggregate/capacity-units';
import { itemSize } from '@cartless/aggregate/item-size';
import type { ItemChange, MemoryItems } from '@cartless/aggregate/memory';
import { currentInvocation } from './running.ts';

/** What a function used of AWS, in what AWS bills. */
export type Use = {
  /** The memory of the function. */
  memoryMegabytes: number;
  /** Calls of the function. */
  calls: number;
  /** Calls of the HTTP API. */
  httpCalls: number;
  /** Requests to the table, for the time that the function waits for them. */
  tableRequests: number;
  /** Write units of the table itself, double in transactions. */
  writeUnits: number;
  /** Write units of its indexes. */
  indexWriteUnits: number;
  readUnits: number;
  /** Requests that publish, each of 64 KB at most. */
  publishes: number;
  /** Requests of queues: sending, receiving and deleting. */
  queueRequests: number;
  mails: number;
  /** Calls of a provider. */
  providerCalls: number;
};

/** What can be counted of a function. */
export type Counts = Omit<Use, 'memoryMegabytes'>;
export const NO_COUNTS: Counts = {
  calls: 0,
  httpCalls: 0,
  tableRequests: 0,
  writeUnits: 0,
  indexWriteUnits: 0,
  readUnits: 0,
  publishes: 0,
  queueRequests: 0,
  mails: 0,
  providerCalls: 0,
};

const PUBLISHED_BYTES = 64 * 1024;
/** Batches larger than this wait for others: SQS gives more only with a batching window. */
const AT_ONCE = 10;

/**
 * Counts what a history costs by AWS's rules: a write unit is 1 KB of the larger of an item before and after, twice that in a transaction,
 * and each entry of an index that appears, vanishes or changes costs its own; a read unit is 4 KB, half that when eventually consistent.
 * Source: Amazon DynamoDB Developer Guide, "Read and write operations" and "Provisioned throughput considerations for global secondary indexes".
 */
export class Meter {
  #uses = new Map<string, Use>();
  readonly #batch: number;
  /** Nothing more comes: whoever waits for a batch to be full takes what is there. */
  isFlushing = false;

  /** @param batch how many messages come while a queue with a batching window waits */
  constructor(batch: number) {
    this.#batch = batch;
  }

  /** What each function used since the last call: `orders placeOrder`. */
  take(): ReadonlyMap<string, Use> {
    const uses = this.#uses;
    this.#uses = new Map();
    return uses;
  }

  /** How many messages a queue gives at least. */
  leastOf(batchSize: number): number {
    return this.isFlushing || batchSize <= AT_ONCE ? 1 : Math.min(batchSize, this.#batch);
  }

  add(use: Partial<Counts>, fn = currentInvocation()?.fn): void {
    // Invariants and people of the shop cost nothing.
    if (fn === undefined) return;
    const name = `${fn.service} ${fn.name}`;
    const known = this.#uses.get(name) ?? { memoryMegabytes: fn.memoryMegabytes, ...NO_COUNTS };
    for (const [what, more] of Object.entries(use) as [keyof Counts, number][]) known[what] += more;
    this.#uses.set(name, known);
  }

  published(bytes: number): void {
    this.add({ publishes: Math.ceil(bytes / PUBLISHED_BYTES) });
  }

  /** @param items what was asked for; what is not there costs as much as a small item */
  read(items: readonly (Item | undefined)[], consistent = false): void {
    const units = items.map((item) => readUnitsOf(sizeOf(item), consistent));
    this.add({ tableRequests: 1, readUnits: sum(units) });
  }

  queried(items: readonly Item[], consistent = false): void {
    this.add({ tableRequests: 1, readUnits: readUnitsOf(sum(items.map(sizeOf)), consistent) });
  }

  /** @param changes what became of the items; none of a write that was refused, which costs all the same */
  wrote(table: Table, writes: readonly Write[], changes: readonly ItemChange[]): void {
    const factor = writes.length > 1 ? 2 : 1;
    // A condition alone is paid like a write, and so is a write that finds nothing.
    const others = Math.max(0, writes.length - changes.length);
    const units = sum(
      changes.map(({ before, after }) => writeUnitsOf(Math.max(sizeOf(before), sizeOf(after)))),
    );
    this.add({
      tableRequests: 1,
      writeUnits: factor * (units + others),
      indexWriteUnits: sum(changes.map((change) => indexUnits(table, change))),
    });
  }
}

/** A table whose requests are counted. */
export function metered(memory: MemoryItems, meter: Meter): MemoryItems {
  let changes: ItemChange[] = [];
  memory.watch((change) => changes.push(change));
  /** What something changes that is over in one turn. */
  const during = <T>(work: () => T): Readonly<{ done: T; changed: readonly ItemChange[] }> => {
    changes = [];
    return { done: work(), changed: changes };
  };
  return {
    ...memory,
    async get(key, options) {
      meter.read([await memory.get(key)], options?.consistent);
      return memory.get(key, options);
    },
    async getMany(keys, options) {
      meter.read(await Promise.all(keys.map((key) => memory.get(key))), options?.consistent);
      return memory.getMany(keys, options);
    },
    async query(query) {
      // The whole item was read and is paid for. What a filter leaves out is not seen here, so with one the figure is too low.
      const { only: _, ...whole } = query;
      meter.queried((await memory.query(whole)).items, query.consistent);
      return memory.query(query);
    },
    async putMany(puts) {
      const { done, changed } = during(() => memory.putMany(puts));
      await done;
      for (const change of changed) meter.wrote(memory.table, [{ put: change.after ?? {} }], [change]);
    },
    async write(writes, id) {
      const { done, changed } = during(() => memory.write(writes, id));
      const outcome = await done;
      meter.wrote(memory.table, writes, changed);
      return outcome;
    },
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const sizeOf = (item: Item | undefined): number => (item === undefined ? 0 : itemSize(item));

/** What a change of an item writes to the indexes of its table. */
const indexUnits = ({ key, indexes }: Table, { before, after }: ItemChange): number =>
  sum(
    Object.values(indexes).map((index) => {
      const [was, is] = [before, after].map((item) => entryOf(Object.keys(key), index, item));
      if (was === undefined || is === undefined)
        return was === is ? 0 : writeUnitsOf(Math.max(sizeOf(was), sizeOf(is)));
      const isMoved = Object.keys(index.key).some((name) => was[name] !== is[name]);
      if (isMoved) return writeUnitsOf(sizeOf(was)) + writeUnitsOf(sizeOf(is));
      return JSON.stringify(was) === JSON.stringify(is) ? 0 : writeUnitsOf(Math.max(sizeOf(was), sizeOf(is)));
    }),
  );

function entryOf(key: readonly string[], index: Index, item: Item | undefined): Item | undefined {
  const own = Object.keys(index.key);
  if (item === undefined || own.some((name) => item[name] === undefined)) return undefined;
  if (index.holds === 'all') return item;
  const names = [...key, ...own, ...(index.holds === 'keys' ? [] : index.holds)];
  return Object.fromEntries(names.map((name) => [name, item[name]]));
}
