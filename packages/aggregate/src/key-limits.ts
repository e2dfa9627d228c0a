import { KeyImpossible } from './errors.ts';
import { placeOf, type Item, type Query, type Write } from './items.ts';
import { isEmpty } from './range.ts';
import { indexOf, type KeyShape, type Table } from './table.ts';

/**
 * What DynamoDB takes as a key: no empty text, and so many bytes.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
const MOST_BYTES = { hash: 2048, sort: 1024 } as const;

const isPart = (value: unknown, part: 'hash' | 'sort'): boolean =>
  typeof value === 'number'
    ? Number.isSafeInteger(value)
    : typeof value === 'string' && value !== '' && Buffer.byteLength(value) <= MOST_BYTES[part];

/** Whether there can be an item of that key; of one that is impossible the answer is that there is none. */
export const canExist = ({ key }: Pick<Table, 'key'>, item: Item): boolean =>
  Object.keys(key).every((name, place) => isPart(item[name], place === 0 ? 'hash' : 'sort'));

/** Whether a query can find anything. */
export function canFind(table: Table, { index, hash, range }: Query): boolean {
  if (!isPart(hash, 'hash') || isEmpty(range)) return false;
  if (range === undefined) return true;
  const ends = 'beginsWith' in range ? [range.beginsWith] : [range.from, range.to];
  return ends.every((end) => end === undefined || isPart(end, 'sort')) || !hasSort(table, index);
}

const hasSort = (table: Table, index: string | undefined): boolean =>
  Object.keys(index === undefined ? table.key : indexOf(table, index).key).length > 1;

/** @throws AppError KEY_IMPOSSIBLE for a write of a key, of the table or of an index, that the database would refuse */
export function checkKeys(table: Table, writes: readonly Write[]): void {
  for (const write of writes) {
    const key = placeOf(write);
    if (!canExist(table, key)) throw impossible(table.key, key);
    const attributes = 'put' in write ? write.put : 'update' in write ? (write.set ?? {}) : {};
    for (const { key: shape } of Object.values(table.indexes)) {
      const wrong = Object.keys(shape).some(
        (name, place) =>
          attributes[name] !== undefined && !isPart(attributes[name], place === 0 ? 'hash' : 'sort'),
      );
      if (wrong) throw impossible(shape, attributes);
    }
  }
}

const impossible = (shape: KeyShape, item: Item) =>
  KeyImpossible({
    details: {
      key: Object.keys(shape)
        .map((name) => `${name}: ${String(item[name]).slice(0, 40)}`)
        .join(', '),
    },
  });
