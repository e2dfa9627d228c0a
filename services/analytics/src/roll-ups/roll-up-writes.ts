import { randomBytes } from 'node:crypto';
import { ABSENT, type Item, PRESENT, type Write, WRITE_IDS } from '@cartless/aggregate';
import type { Dimension } from './dimension.ts';
import type { RollUpChange } from './roll-up.ts';
import { foldedPartition, type Generation, rollUpPartition, rollUpSort } from '../analytics-table.ts';

/** The attribute of a folded roll-up that holds the birth of what was folded into it last from a shard. */
export const foldedFrom = (shard: number): string => `@${shard}`;

/**
 * The write that makes a stored roll-up grow; it creates what is not there. `version` counts the writes, and `birth`
 * tells a roll-up from an earlier one of the same key that was folded.
 */
export const rollUpWrite = (
  generation: Generation,
  shard: number,
  { dimension, value, period, adds, label }: RollUpChange,
): Write => ({
  update: { pk: rollUpPartition(generation, dimension, shard), sk: rollUpSort(period, value) },
  add: { ...adds, version: 1 },
  set: { ...label },
  once: { birth: randomBytes(6).toString('base64url') },
});

/**
 * The two writes of a transaction that move a roll-up, as it was read, from its shard to the folded ones. They are
 * refused when it has grown since.
 */
export function foldWrites(
  generation: Generation,
  dimension: Dimension,
  shard: number,
  item: Item,
): [Write, Write] {
  const { pk, sk, version, birth, title, category, [WRITE_IDS]: _id, ...sums } = item as Stored;
  return [
    {
      delete: { pk, sk },
      when: version === undefined ? { pk: PRESENT, version: ABSENT } : { version, birth: birth ?? null },
    },
    {
      update: { pk: foldedPartition(generation, dimension), sk },
      add: sums,
      set: { title, category, [foldedFrom(shard)]: birth },
    },
  ];
}

type Stored = Readonly<{
  pk: string;
  sk: string;
  version?: number;
  birth?: string;
  title?: string;
  category?: string;
}> &
  Readonly<Record<string, number>>;
