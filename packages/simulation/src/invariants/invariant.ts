import type { ItemChange } from '@cartless/aggregate/memory';
import type { Shop } from '../shop/shop.ts';

/** What looks at one history. A problem is a sentence that says what is wrong, with the ids that it is about. */
export type Watch = Readonly<{
  /** Is told of every change of an item, in order. */
  changed?: (table: string, change: ItemChange) => void;
  /** Asked after every step that changed an item or wrote down something else; looks at what is new alone. @returns the problem */
  always?: () => string | undefined;
  /** Asked when faults have stopped and nothing is left to do. @returns the problem */
  atRest?: () => string | undefined | Promise<string | undefined>;
}>;

/** Something that holds in every history. */
export type Invariant = Readonly<{ says: string; watch: (shop: Shop) => Watch }>;
