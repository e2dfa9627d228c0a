import { ItemFull, TooMuchAtOnce } from './errors.ts';
import type { Write } from './items.ts';
import { itemSize } from './item-size.ts';

/**
 * What DynamoDB takes.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Limits.html
 */
export const MOST_IN_TRANSACTION = 100;
const MOST_BYTES_IN_TRANSACTION = 4 * 1024 * 1024;
const MOST_BYTES_IN_ITEM = 400 * 1024;
/** BatchGetItem takes so many keys. */
export const MOST_IN_BATCH = 100;
/** BatchWriteItem takes so many items. */
export const MOST_PUTS_IN_BATCH = 25;

const bytesOf = (write: Write): number =>
  'put' in write ? itemSize(write.put) : 'update' in write ? itemSize({ ...write.update, ...write.set }) : 0;

/**
 * Refuses what the database would refuse.
 * @throws AppError TOO_MUCH_AT_ONCE for too many items or bytes, ITEM_FULL for too large an item
 */
export function checkLimits(writes: readonly Write[]): void {
  if (writes.length > MOST_IN_TRANSACTION) {
    throw TooMuchAtOnce({ details: { count: writes.length, limit: MOST_IN_TRANSACTION } });
  }
  const sizes = writes.map(bytesOf);
  const largest = Math.max(0, ...sizes);
  if (largest > MOST_BYTES_IN_ITEM)
    throw ItemFull({ details: { bytes: largest, limit: MOST_BYTES_IN_ITEM } });
  const all = sizes.reduce((sum, size) => sum + size, 0);
  if (all > MOST_BYTES_IN_TRANSACTION) {
    throw TooMuchAtOnce({ details: { count: writes.length, limit: MOST_IN_TRANSACTION } });
  }
}
