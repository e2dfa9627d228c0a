import type { Fact } from './fact.ts';
import type { Ledger, Posting } from './post-facts.ts';

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

/** Every fact that ever arrived, by the day it arrived. */
export type Archive = Readonly<{ keep(facts: readonly Fact[]): Promise<void> }>;
