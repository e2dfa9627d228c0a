import type { Item, Items, Write } from '@cartless/aggregate';
import { writeUnitsOf } from '@cartless/aggregate/capacity-units';
import { itemSize } from '@cartless/aggregate/item-size';
import { placeOf } from '../../../packages/aggregate/src/items.ts';

/** What was asked of a table. Units are those that AWS bills for writes to it, indexes left out; only a store in memory knows them. */
export type Asked = { requests: number; written: number; units: number };

const PUTS_A_REQUEST = 25;
const KEYS_A_REQUEST = 100;

/**
 * Counts what is asked of a store: how many requests that is to DynamoDB, and how many items are written.
 *
 * @param isWeighed whether each item is looked at before and after, which is cheap in memory only
 */
export function countedItems(inner: Items, isWeighed: boolean): Readonly<{ items: Items; take(): Asked }> {
  let asked: Asked = { requests: 0, written: 0, units: 0 };
  const bytesOf = async (write: Write): Promise<number> => {
    const { pk = '', sk = '' } = placeOf(write) as Readonly<Record<string, string>>;
    const item = await inner.get({ pk, sk });
    return item === undefined ? 0 : itemSize(item);
  };
  const weighed = async <T>(writes: readonly Write[], factor: number, go: () => Promise<T>): Promise<T> => {
    asked.written += writes.length;
    if (!isWeighed) return go();
    const before = await Promise.all(writes.map(bytesOf));
    const answer = await go();
    const after = await Promise.all(writes.map(bytesOf));
    for (const [i, size] of before.entries())
      asked.units += factor * writeUnitsOf(Math.max(size, after[i] ?? 0));
    return answer;
  };
  const ask = (requests = 1): void => {
    asked.requests += requests;
  };
  const items: Items = {
    table: inner.table,
    get(...given) {
      ask();
      return inner.get(...given);
    },
    getMany(keys, options) {
      ask(Math.ceil(keys.length / KEYS_A_REQUEST));
      return inner.getMany(keys, options);
    },
    query(query) {
      ask();
      return inner.query(query);
    },
    write(writes, id) {
      ask();
      return weighed(writes, writes.length === 1 ? 1 : 2, () => inner.write(writes, id));
    },
    putMany(puts: readonly Item[]) {
      ask(Math.ceil(puts.length / PUTS_A_REQUEST));
      return weighed(
        puts.map((put) => ({ put })),
        1,
        () => inner.putMany(puts),
      );
    },
  };
  return {
    items,
    take() {
      const taken = asked;
      asked = { requests: 0, written: 0, units: 0 };
      return taken;
    },
  };
}
