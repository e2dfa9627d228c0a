import type { Items } from '@cartless/aggregate';
import type { Generation } from './analytics-table.ts';

/** The present moment. */
export type Clock = () => Date;

/** What the whole service stands on. Tests and simulations bring their own. */
export type Ground = Readonly<{
  items: Items;
  /** The generation of the numbers that is read and written. */
  generation: () => Promise<Generation>;
  /** The zones by whose days and months sums are kept, beside UTC. */
  zones: readonly string[];
  /** Over how many partitions the roll-ups of a day are spread. */
  shards: number;
  /** ISO 4217: the one currency of the shop's books. */
  currency: string;
  now: Clock;
  /** Chance, from 0 to 1. */
  random: () => number;
}>;
