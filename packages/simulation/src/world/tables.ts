import { isDeepStrictEqual } from 'node:util';
import { Busy, type Items, keyOf, nameOfKey, newWriteId, type Table, type Write } from '@cartless/aggregate';
import { type ItemChange, memoryItems, type MemoryItems } from '@cartless/aggregate/memory';
import { currentInvocation } from './running.ts';
import type { Basis } from './basis.ts';
import { metered } from './meter.ts';

/** Is told of a change of an item of a table. */
type Watcher = (change: ItemChange, table: Table) => void;

/** The tables of the shop: memories behind a network that loses, repeats and delays. */
export class Tables {
  readonly #basis: Basis;
  readonly #stored = new Map<string, MemoryItems>();
  /** What the indexes of a table show: the table as it was a moment ago. */
  readonly #shown = new Map<string, MemoryItems>();
  readonly #watchers = new Map<string, Watcher[]>();
  readonly #followers = new Map<string, Watcher[]>();
  /** While a table is lost and put back: who is told of what happens to it. */
  #told: 'everybody' | 'followers' | 'nobody' = 'everybody';

  constructor(basis: Basis) {
    this.#basis = basis;
  }

  /** What a table holds, without any fault; for invariants. Undefined when nothing was ever stored there. */
  stored(name: string): MemoryItems | undefined {
    return this.#stored.get(name);
  }

  get names(): readonly string[] {
    return [...this.#stored.keys()];
  }

  /** Is told of every change of a table, in order. */
  watch(name: string, listener: Watcher): void {
    this.#watchers.set(name, [...(this.#watchers.get(name) ?? []), listener]);
  }

  /** As {@link watch}, for what a stream tells: of a table that is lost it tells nothing, and of one that is put back all. */
  follow(name: string, listener: Watcher): void {
    this.#followers.set(name, [...(this.#followers.get(name) ?? []), listener]);
  }

  /** A table is lost with all that it holds, and put back at once. Who watches is told what is another thing than before. */
  async replace(name: string, putBack: (items: MemoryItems) => Promise<void>): Promise<void> {
    const memory = this.#stored.get(name);
    if (memory === undefined) return;
    const before = new Map(memory.all().map((item) => [nameOfKey(memory.table, item), item]));
    this.#told = 'nobody';
    for (const item of before.values()) await memory.write([{ delete: keyOf(memory.table, item) }]);
    this.#told = 'followers';
    await putBack(memory);
    this.#told = 'everybody';
    const after = new Map(memory.all().map((item) => [nameOfKey(memory.table, item), item]));
    for (const place of new Set([...before.keys(), ...after.keys()])) {
      const change = { before: before.get(place), after: after.get(place) };
      if (isDeepStrictEqual(change.before, change.after)) continue;
      for (const listener of this.#watchers.get(name) ?? []) listener(change, memory.table);
    }
  }

  /** Removes what has expired. */
  expire(): void {
    for (const items of this.#stored.values()) items.expire();
  }

  /** A table as the functions of the shop reach it. */
  items(name: string, table: Table): Items {
    const memory = this.#memory(name, table);
    const basis = this.#basis;
    const place = placesIn(name);
    let isConnected = false;
    /** The first call of a container needs a connection, which fails more often than a call: so do routes that are seldom called. */
    const isTurnedAway = (at: string): boolean => {
      const isFirst = !isConnected;
      isConnected = true;
      return (
        (isFirst && basis.faults.strike('connection-refused', at)) ||
        basis.faults.strike('database-throttled', at)
      );
    };
    const asked = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
      const at = place(what);
      await basis.turn(at);
      if (isTurnedAway(at)) throw Busy({ details: { retryAfter: 1 } });
      const answer = await work();
      await basis.answered(at);
      return answer;
    };
    return {
      table,
      get: (key, options) => asked('get', () => memory.get(key, options)),
      getMany: (keys, options) => asked('get-many', () => memory.getMany(keys, options)),
      query: (query) =>
        asked(query.index === undefined ? 'query' : `query ${query.index}`, () =>
          this.#isStale(name, query.index) ? this.#past(name, table).query(query) : memory.query(query),
        ),
      putMany: (puts) => asked('put-many', () => memory.putMany(puts)),
      async write(writes, id = newWriteId()) {
        const at = place('write');
        await basis.turn(at);
        if (isTurnedAway(at)) throw Busy({ details: { retryAfter: 1 } });
        if (basis.faults.strike('write-lost-before', at)) throw answerLost();
        let outcome = await memory.write(writes, id);
        basis.note(
          () =>
            `${at} ${outcome.ok ? 'written' : 'refused'}: ${writes.map((write) => shown(write, table)).join(', ')}`,
        );
        if (basis.faults.strike('write-repeated', at)) {
          await basis.turn(at);
          outcome = await memory.write(writes, id);
        }
        if (basis.faults.strike('write-lost-after', at)) throw answerLost();
        await basis.answered(at);
        return outcome;
      },
    };
  }

  #memory(name: string, table: Table): MemoryItems {
    const known = this.#stored.get(name);
    if (known !== undefined) return known;
    const { meter, scheduler } = this.#basis;
    const plain = memoryItems(table, () => new Date(scheduler.now));
    const memory = meter === undefined ? plain : metered(plain, meter);
    memory.watch((change) => {
      if (this.#told === 'nobody') return;
      for (const listener of this.#followers.get(name) ?? []) listener(change, table);
      if (this.#told === 'followers') return;
      for (const listener of this.#watchers.get(name) ?? []) listener(change, table);
    });
    this.#stored.set(name, memory);
    return memory;
  }

  #isStale(name: string, index: string | undefined): boolean {
    return index !== undefined && this.#basis.faults.strike('index-stale', `${name} ${index}`);
  }

  /** The table as it was when it was last looked at so, at most a few seconds ago. */
  #past(name: string, table: Table): MemoryItems {
    const known = this.#shown.get(name);
    if (known !== undefined) return known;
    const { scheduler } = this.#basis;
    const past = memoryItems(table, () => new Date(scheduler.now), this.#stored.get(name)?.all());
    this.#shown.set(name, past);
    scheduler.after(STALE_MS, () => this.#shown.delete(name));
    return past;
  }
}

/** What a call of a table is named after: who makes it, what it does, and whose table it is. Texts are put together once. */
function placesIn(table: string): (what: string) => string {
  const [service] = table.split('/');
  const named = new Map<string, Map<string, string>>();
  return (what) => {
    const by = currentInvocation()?.fn.name ?? 'desk';
    const own = named.get(by) ?? new Map<string, string>();
    named.set(by, own);
    const place = own.get(what) ?? `${by} ${what} ${service}`;
    own.set(what, place);
    return place;
  };
}

const STALE_MS = 3000;

function answerLost(): Error {
  return Object.assign(new Error('the answer of the database was lost'), { name: 'TimeoutError' });
}

const shown = (write: Write, { key }: Table): string => {
  const [[what, place] = ['']] = Object.entries(write);
  const values = (place ?? {}) as Readonly<Record<string, unknown>>;
  return [what, ...Object.keys(key).map((name) => String(values[name]))].join(' ');
};
