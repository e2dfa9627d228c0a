import type { Counter } from '../roll-ups/counter.ts';
import type { Sums } from './metric.ts';

/** Adds to a sum. */
export function add(sums: Sums, counter: Counter, amount: number): void {
  sums.set(counter, (sums.get(counter) ?? 0) + amount);
}

/** The sums of all together. */
export function together(series: readonly Sums[]): Sums {
  const all: Sums = new Map();
  for (const sums of series) for (const [counter, amount] of sums) add(all, counter, amount);
  return all;
}
