import type { Range } from './items.ts';

/** The order of a sort key: numbers by size, texts by their bytes in UTF-8. */
export function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}

/** Whether a sort key lies in a range. */
export function within(value: unknown, range: Range | undefined): boolean {
  if (range === undefined) return true;
  if ('beginsWith' in range) return String(value).startsWith(range.beginsWith);
  const { from, to } = range;
  return (from === undefined || compare(value, from) >= 0) && (to === undefined || compare(value, to) <= 0);
}

/** Whether a range can hold anything: DynamoDB refuses one that runs backwards. */
export const isEmpty = (range: Range | undefined): boolean =>
  range !== undefined &&
  !('beginsWith' in range) &&
  range.from !== undefined &&
  range.to !== undefined &&
  compare(range.from, range.to) > 0;
