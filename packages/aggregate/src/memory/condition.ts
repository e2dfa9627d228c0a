import type { Condition, Item, When } from '../items.ts';
import { compare } from '../range.ts';

/** Whether a condition holds of an item, by DynamoDB's rules; of no item only that something is not there. */
export const holds = (when: When, item: Item | undefined): boolean =>
  ([when].flat() as Condition[]).some((condition) =>
    Object.entries(condition).every(([name, test]) =>
      typeof test === 'object' && test !== null
        ? Object.entries(test).every(([how, value]) => passes(item?.[name], how, value))
        : item?.[name] === test,
    ),
  );

function passes(found: unknown, how: string, value: unknown): boolean {
  if (how === 'exists') return (found !== undefined) === value;
  if (how === 'not') return found === undefined || found !== value;
  if (how === 'lacks') return !contains(found, value);
  if (how === 'beginsWith') return typeof found === 'string' && found.startsWith(String(value));
  if (how === 'has') return [value].flat().every((one) => contains(found, one));
  if (found === undefined || typeof found !== typeof value) return false;
  const order = compare(found, value);
  return { lt: order < 0, lte: order <= 0, gt: order > 0, gte: order >= 0 }[how] === true;
}

const contains = (found: unknown, value: unknown): boolean =>
  typeof found === 'string'
    ? found.includes(String(value))
    : found instanceof Set
      ? found.has(value)
      : Array.isArray(found) && found.includes(value);
