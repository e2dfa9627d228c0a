import type { Range } from './items.ts';

/** The order of a sort key: numbers by size, texts by their bytes in UTF-8. */
export function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compareTexts(String(a), String(b));
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let index = 0; index < shorter; index += 1) {
    const difference = rankAt(a, index) - rankAt(b, index);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Where a code unit stands in the order of UTF-8: the halves of what is beyond U+FFFF come last. */
function rankAt(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
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
