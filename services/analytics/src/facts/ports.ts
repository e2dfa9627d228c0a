import type { Write } from '@cartless/aggregate';
import type { Generation } from '../analytics-table.ts';
import type { Fact } from './fact.ts';
import type { Ledger, Posting } from './post-facts.ts';

/** How many milliseconds are left for work; 0 or less when it is time to stop. */
export type TimeLeft = () => number;

/** A ledger with the versions that its records had when they were read, and the generation that they are of. */
export type LoadedLedger = Ledger &
  Readonly<{ versions: ReadonlyMap<string, number>; generation: Generation }>;

/** Where orders, people and roll-ups are kept. */
export type Books = Readonly<{
  /** Reads the records that the facts are about. */
  load(facts: readonly Fact[]): Promise<LoadedLedger>;
  /**
   * Writes records, roll-ups and what is news for the archive together, or nothing: false when a record changed since it was
   * loaded.
   */
  commit(loaded: LoadedLedger, posting: Posting): Promise<boolean>;
  /** Carries what was written aside into the roll-ups, unless it is so much that it is cheaper to wait for more. */
  carryOver(timeLeft: TimeLeft): Promise<number>;
}>;

/** Every fact that ever arrived, once, by the day it arrived. */
export type Archive = Readonly<{
  /** What keeps these facts, as a part of the write that books them; nothing when there are none. */
  keeping(facts: readonly Fact[]): Promise<readonly Write[]>;
}>;

/** Facts that were archived together, and their place within the day. */
export type ArchivePage = Readonly<{ place: string; facts: readonly Fact[] }>;
/** A part of a day: behind a place, and before an instant. */
export type ArchiveRange = Readonly<{ after?: string | undefined; to?: string | undefined }>;

/** The facts of the archive, in the order in which they arrived. */
export type ArchiveReader = Readonly<{
  days(): Promise<readonly string[]>;
  count(day: string, range: ArchiveRange): Promise<number>;
  pages(day: string, range: ArchiveRange): AsyncIterable<ArchivePage>;
}>;

/** For books that grow from an archive. */
export const NO_ARCHIVE: Archive = { keeping: () => Promise.resolve([]) };
