import { type Amounts, COUNTERS, type Counter } from './counter.ts';
import type { Dimension } from './dimension.ts';
import { BLOCK_HOURS } from '../analytics-table.ts';
import { dayOf, type Slot, SLOTS_AN_HOUR, slotInDay } from '../calendar/slot.ts';

/** What people see instead of an id. */
export type Label = Readonly<{ title?: string; category?: string }>;

/** One entry in the books: what grows, for whom, in which slot. */
export type Booking = Readonly<{
  dimension: Dimension;
  value: string;
  slot: Slot;
  amounts: Amounts;
  label?: Label;
}>;

/**
 * How one stored roll-up grows. `period` is a block of a UTC day (`2026-11-21T06`, numbers by slot within) or a UTC month,
 * whose numbers are its own affair.
 */
export type RollUpChange = Readonly<{
  dimension: Dimension;
  value: string;
  period: string;
  /** Attribute names and what is added to each: in a block `r07`, the counter and the slot. */
  adds: Readonly<Record<string, number>>;
  label?: Label;
}>;

/** A stored roll-up of a UTC month, as it was written. */
export type StoredRollUp = Readonly<{
  period: string;
  value: string;
  label: Label;
  sums: Readonly<Record<string, number>>;
}>;

const BLOCK_SLOTS = BLOCK_HOURS * SLOTS_AN_HOUR;

/** Turns bookings into the fewest changes of stored roll-ups; what adds up to nothing is left out. */
export function rollUpChanges(bookings: readonly Booking[]): RollUpChange[] {
  return mergeChanges(
    bookings.map(({ slot, amounts, ...rest }) => {
      const inDay = slotInDay(slot);
      const block = Math.floor(inDay / BLOCK_SLOTS);
      return {
        ...rest,
        period: `${dayOf(slot)}T${two(block * BLOCK_HOURS)}`,
        adds: letters(amounts, two(inDay - block * BLOCK_SLOTS)),
      };
    }),
  );
}

/** Adds up changes of the same roll-up. */
export function mergeChanges(changes: readonly RollUpChange[]): RollUpChange[] {
  const together = changesTogether();
  together.add(changes);
  return together.all();
}

/** Changes that are added up as they come, so that no more of them are in memory than there are roll-ups. */
export type ChangesTogether = Readonly<{
  add(changes: readonly RollUpChange[]): void;
  /** What they come to; what adds up to nothing is left out. */
  all(): RollUpChange[];
}>;

export function changesTogether(): ChangesTogether {
  const sums = new Map<string, Omit<RollUpChange, 'adds' | 'label'> & Grown>();
  return {
    add(changes) {
      for (const change of changes) {
        const key = `${change.dimension}#${change.period}#${change.value}`;
        const known = sums.get(key);
        if (known === undefined) {
          sums.set(key, { ...change, adds: { ...change.adds } });
          continue;
        }
        for (const name in change.adds) known.adds[name] = (known.adds[name] ?? 0) + (change.adds[name] ?? 0);
        if (change.label !== undefined) known.label = change.label;
      }
    },
    all() {
      for (const [key, { adds }] of sums) {
        const names = Object.keys(adds);
        const nothing = names.filter((name) => adds[name] === 0);
        for (const name of nothing) delete adds[name];
        if (nothing.length === names.length) sums.delete(key);
      }
      return [...sums.values()];
    },
  };
}

type Grown = { adds: Record<string, number>; label?: Label };

const letters = (amounts: Amounts, suffix: string): Record<string, number> =>
  Object.fromEntries(
    Object.entries(amounts).map(([name, amount]) => [COUNTERS[name as Counter] + suffix, amount]),
  );

const two = (number: number): string => String(number).padStart(2, '0');
