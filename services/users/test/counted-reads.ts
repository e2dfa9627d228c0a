import type { Items } from '@cartless/aggregate';

/** Counts the read requests of a memory that stands behind `around`. */
export function countedReads() {
  const count = { reads: 0 };
  const counted =
    <Args extends readonly unknown[], Result>(read: (...args: Args) => Result) =>
    (...args: Args): Result => {
      count.reads += 1;
      return read(...args);
    };
  const around = (items: Items): Items => ({
    ...items,
    get: counted(items.get),
    getMany: counted(items.getMany),
    query: counted(items.query),
  });
  return { count, around };
}
