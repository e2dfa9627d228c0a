import type { Write } from './items.ts';

/**
 * Puts additions to one item together, because a transaction takes an item once.
 * @param groups the writes of each side
 * @returns the writes, and for each of them which of the sides it is for
 */
export function mergeUpdates(groups: readonly (readonly Write[])[]): Readonly<{
  writes: readonly Write[];
  origins: readonly (readonly number[])[];
}> {
  const merged = new Map<string, { write: Write; origins: number[] }>();
  for (const [side, writes] of groups.entries()) {
    for (const [place, write] of writes.entries()) {
      const name = sumName(write) ?? `${side}.${place}`;
      const known = merged.get(name);
      if (known === undefined) merged.set(name, { write, origins: [side] });
      else {
        known.origins.push(side);
        known.write = added(known.write, write);
      }
    }
  }
  const all = [...merged.values()];
  return { writes: all.map(({ write }) => write), origins: all.map(({ origins }) => origins) };
}

/** Only plain additions can be put together: whatever has a condition or sets something stands for itself. */
function sumName(write: Write): string | undefined {
  if (!('update' in write)) return undefined;
  const { update, add, ...others } = write;
  const isPlain = Object.values(others).every((part) => part === undefined) && isNumbers(add);
  return isPlain ? `add ${JSON.stringify(update)}` : undefined;
}

const isNumbers = (add: object | undefined): add is Readonly<Record<string, number>> =>
  add !== undefined && Object.values(add).every((value) => typeof value === 'number');

function added(one: Write, other: Write): Write {
  if (!('update' in one) || !('update' in other)) return one;
  if (!isNumbers(one.add) || !isNumbers(other.add)) return one;
  const sum: Record<string, number> = { ...one.add };
  for (const [name, value] of Object.entries(other.add)) sum[name] = (sum[name] ?? 0) + value;
  return { ...one, add: sum };
}
