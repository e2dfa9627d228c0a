import { type Amounts, COUNTERS, type Counter } from './counter.ts';
import type { Dimension } from './dimension.ts';
import { dayOf, type Hour, monthOf } from '../calendar/hour.ts';

/** What people see instead of an id. */
export type Label = Readonly<{ title?: string; category?: string }>;

/** One entry in the books: what grows, for whom, in which hour. */
export type Booking = Readonly<{
  dimension: Dimension;
  value: string;
  hour: Hour;
  amounts: Amounts;
  label?: Label;
}>;

/** How one stored roll-up grows. `period` is a UTC day (numbers by hour within) or a UTC month (plain sums). */
export type RollUpChange = Readonly<{
  dimension: Dimension;
  value: string;
  period: string;
  /** Attribute names and what is added to each: `r07` in a day, `r` in a month. */
  adds: Readonly<Record<string, number>>;
  label?: Label;
}>;

/** A stored roll-up: a UTC day (attributes `r07`) or a UTC month (`r`). */
export type StoredRollUp = Readonly<{
  period: string;
  value: string;
  label: Label;
  sums: Readonly<Record<string, number>>;
}>;

/** Turns bookings into the fewest changes of stored roll-ups; what adds up to nothing is left out. */
export function rollUpChanges(bookings: readonly Booking[]): RollUpChange[] {
  return mergeChanges(
    bookings.flatMap(({ hour, amounts, ...rest }) => [
      {
        ...rest,
        period: dayOf(hour),
        adds: letters(amounts, String(((hour % 24) + 24) % 24).padStart(2, '0')),
      },
      { ...rest, period: monthOf(hour), adds: letters(amounts, '') },
    ]),
  );
}

/** Adds up changes of the same roll-up. */
export function mergeChanges(changes: readonly RollUpChange[]): RollUpChange[] {
  const merged = new Map<string, RollUpChange & Readonly<{ adds: Record<string, number> }>>();
  for (const change of changes) {
    const key = `${change.dimension}#${change.period}#${change.value}`;
    const known = merged.get(key);
    const adds = known?.adds ?? {};
    for (const [name, amount] of Object.entries(change.adds)) adds[name] = (adds[name] ?? 0) + amount;
    merged.set(key, { ...known, ...change, adds });
  }
  return [...merged.values()]
    .map((change) => ({
      ...change,
      adds: Object.fromEntries(Object.entries(change.adds).filter(([, amount]) => amount !== 0)),
    }))
    .filter(({ adds }) => Object.keys(adds).length > 0);
}

const letters = (amounts: Amounts, suffix: string): Record<string, number> =>
  Object.fromEntries(
    Object.entries(amounts).map(([name, amount]) => [COUNTERS[name as Counter] + suffix, amount]),
  );
