import type { Dimension } from '../domain/dimension.ts';
import type { Fact } from '../domain/fact.ts';
import type { Ledger, Posting } from '../domain/post-facts.ts';
import type { Sample } from '../domain/buyer-sample.ts';
import type { OrderState } from '../domain/order-state.ts';
import type { StoredRollUp } from '../domain/roll-up.ts';

/** A ledger with the versions that its records had when they were read. */
export type LoadedLedger = Ledger & Readonly<{ versions: ReadonlyMap<string, number> }>;

/** Where orders, people and roll-ups are kept. */
export type Books = Readonly<{
  /** Reads the records that the facts are about. */
  load(facts: readonly Fact[]): Promise<LoadedLedger>;
  /** Writes records and roll-ups together, or nothing: false when a record changed since it was loaded. */
  commit(loaded: LoadedLedger, posting: Posting): Promise<boolean>;
  /** Carries what was written aside by large batches into the roll-ups. Says how many entries that were. */
  carryOver(): Promise<number>;
}>;

/** A sample of who bought when, for counting distinct people. */
export type BuyerSamples = Readonly<{ add(facts: readonly Fact[]): Promise<void> }>;

/** Every fact that ever arrived, by the day it arrived. */
export type Archive = Readonly<{ keep(facts: readonly Fact[]): Promise<void> }>;

/** Which roll-ups to read; both periods inclusive. Without a value, those of every value. */
export type RollUpSpan = Readonly<{ dimension: Dimension; from: string; to: string; value?: string }>;

export type RollUps = Readonly<{ read(span: RollUpSpan): Promise<readonly StoredRollUp[]> }>;

/** Reads samples of days or of months, both ends inclusive. */
export type SampleReader = Readonly<{ read(from: string, to: string): Promise<readonly Sample[]> }>;

/** Which orders to list. Times are ISO 8601, from inclusive, to exclusive. */
export type OrderFilter = Readonly<{
  from: string;
  to: string;
  minTotal?: number | undefined;
  maxTotal?: number | undefined;
  region?: string | undefined;
  paymentMethod?: string | undefined;
  product?: string | undefined;
  category?: string | undefined;
}>;

/** Orders, newest first, strictly before a position, and the position at which to go on; null at the end. */
export type OrderPage = Readonly<{ orders: readonly OrderState[]; next: string | null }>;

export type OrderFacts = Readonly<{
  /** How many orders were placed in a range, and their units. */
  count(from: string, to: string): Promise<Readonly<{ orders: number; units: number }>>;
  list(filter: OrderFilter, before: string | undefined, limit: number): Promise<OrderPage>;
}>;
