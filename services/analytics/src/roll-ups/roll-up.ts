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
  const together = changesTogether();
  together.book(bookings);
  return together.all();
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
  /** The same of what is booked in slots. */
  book(bookings: readonly Booking[]): void;
  /** What they come to; what adds up to nothing is left out. */
  all(): RollUpChange[];
}>;

export function changesTogether(): ChangesTogether {
  // By value and period, of which each text is there once, rather than by a text of both for each roll-up.
  const sums = new Map<Dimension, Map<string, Map<string, Grown>>>();
  const grown = (dimension: Dimension, value: string, period: string): Grown => {
    const values = inMap(sums, dimension, newMap<string, Map<string, Grown>>);
    const periods = inMap(values, value, newMap<string, Grown>);
    return inMap(periods, period, newlyGrown);
  };
  return {
    add(changes) {
      for (const { dimension, value, period, adds, label } of changes) {
        const own = grown(dimension, value, period);
        for (const name in adds) own.adds[name] = (own.adds[name] ?? 0) + (adds[name] ?? 0);
        if (label !== undefined) own.label = label;
      }
    },
    book(bookings) {
      for (const { dimension, value, slot, amounts, label } of bookings) {
        const block = Math.floor(slot / BLOCK_SLOTS);
        const inBlock = slot - block * BLOCK_SLOTS;
        const own = grown(dimension, value, periodOf(block));
        for (const counter in amounts) {
          const name = attributesOf(counter as Counter)[inBlock] as string;
          own.adds[name] = (own.adds[name] ?? 0) + (amounts[counter as Counter] ?? 0);
        }
        if (label !== undefined) own.label = label;
      }
    },
    all() {
      const changes: RollUpChange[] = [];
      for (const [dimension, values] of sums) {
        for (const [value, periods] of values) {
          for (const [period, { adds, label }] of periods) {
            if (isNothing(adds)) continue;
            changes.push({ dimension, value, period, adds, ...(label !== undefined && { label }) });
          }
        }
      }
      return changes;
    },
  };
}

type Grown = { readonly adds: Record<string, number>; label?: Label };

/**
 * Hardly two roll-ups have numbers of the same names, so that no two of these objects are of one shape: without a prototype they are tables
 * from the start, and the runtime looks for no shape.
 */
const newlyGrown = (): Grown => ({ adds: { __proto__: null } as unknown as Record<string, number> });

const newMap = <K, V>(): Map<K, V> => new Map<K, V>();

function inMap<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** Takes out what is 0. @returns whether nothing is left */
function isNothing(adds: Record<string, number>): boolean {
  let isEmpty = true;
  for (const name in adds) {
    if (adds[name] === 0) delete adds[name];
    else isEmpty = false;
  }
  return isEmpty;
}

/** Blocks that were asked for, by their number since 1970: `2026-11-21T06`. */
const periods = new Map<number, string>();
/** Those of thirty years. */
const MOST_PERIODS = 44_000;

function periodOf(block: number): string {
  const known = periods.get(block);
  if (known !== undefined) return known;
  const slot = block * BLOCK_SLOTS;
  const period = `${dayOf(slot)}T${two(Math.floor(slotInDay(slot) / SLOTS_AN_HOUR))}`;
  if (periods.size >= MOST_PERIODS) periods.clear();
  periods.set(block, period);
  return period;
}

/** The attributes of a counter in a block, slot by slot: `r00`, `r01`, … */
const attributes = new Map<Counter, readonly string[]>();
const attributesOf = (counter: Counter): readonly string[] =>
  inMap(attributes, counter, () =>
    Array.from({ length: BLOCK_SLOTS }, (_, slot) => COUNTERS[counter] + two(slot)),
  );

const two = (number: number): string => String(number).padStart(2, '0');
