import { type Counter, counterOf } from '../roll-ups/counter.ts';
import { firstHour, type Hour } from '../calendar/hour.ts';
import type { Sums } from './metric.ts';
import type { StoredRollUp } from '../roll-ups/roll-up.ts';

type Entry = (counter: Counter, amount: number, hour: Hour) => void;

/** Goes through what a stored roll-up holds of a range. A month's sums are taken whole, at its first hour. */
export function eachEntry({ period, sums }: StoredRollUp, from: Hour, to: Hour, take: Entry): void {
  const isMonth = period.length === 7;
  const first = firstHour(isMonth ? `${period}-01` : period);
  for (const [name, amount] of Object.entries(sums)) {
    const counter = counterOf(name[0] ?? '');
    const hour = isMonth ? first : first + Number(name.slice(1));
    if (counter !== undefined && hour >= from && hour < to) take(counter, amount, hour);
  }
}

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
