import type { Item, Write } from '../items.ts';

/** Something that does not hold. */
export type Broken = Readonly<{
  /** A sentence with the ids that it is about, and what a person has to do where nothing can be written. */
  says: string;
  /** What makes it hold again, under the condition that all is as it was seen; left out where only a person can tell. */
  mend?: readonly Write[];
}>;

/**
 * What holds of items that only a transaction writes together, as long as each transaction is there whole. Replicas of a table in another
 * region arrive item by item, so after a region was lost it may not (ADR 77).
 */
export type Agreement = Readonly<{
  /** What holds: `every name of an account is claimed by it`. */
  says: string;
  /** Is shown every item of the table once, in any order, and then says what does not hold. */
  watch: (now: Date) => Readonly<{ see: (item: Item) => void; broken: () => Iterable<Broken> }>;
}>;
