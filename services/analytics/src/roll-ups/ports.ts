import type { Slot } from '../calendar/slot.ts';
import type { Counter } from './counter.ts';
import type { Dimension } from './dimension.ts';
import type { Label, StoredRollUp } from './roll-up.ts';

/** Which months' roll-ups to read; both inclusive. Without a value, those of every value. */
export type MonthSpan = Readonly<{ dimension: Dimension; from: string; to: string; value?: string }>;

/**
 * What to count: a range from its first to its last cut, so that what lies between any two cuts can be told apart. Without a
 * value, every value of the dimension; without counters, all.
 */
export type Span = Readonly<{
  dimension: Dimension;
  value?: string;
  cuts: readonly Slot[];
  counters?: ReadonlySet<Counter> | undefined;
}>;

/** What was counted of a value, in no order; a value comes several times, later names after earlier ones. */
export type Counted = Readonly<{
  value: string;
  label: Label;
  /** Goes through the numbers of the counters that were wanted; each belongs between the two cuts that its slot lies between. */
  each(take: (counter: Counter, amount: number, slot: Slot) => void): void;
}>;

export type RollUps = Readonly<{
  count(span: Span): Promise<readonly Counted[]>;
  read(span: MonthSpan): Promise<readonly StoredRollUp[]>;
}>;
