import { randomBytes } from 'node:crypto';
import { ABSENT, type Item, PRESENT, type Write, WRITE_IDS } from '@cartless/aggregate';
import type { Dimension } from './dimension.ts';
import type { RollUpChange } from './roll-up.ts';
import { foldedPartition, type Generation, rollUpPartition, rollUpSort } from '../analytics-table.ts';

/** The attribute of a folded month that holds the birth of what was folded into it last from a shard. */
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

/** A whole roll-up in a shard, for a generation that nobody else writes to. */
export const rollUpItem = (
  generation: Generation,
  shard: number,
  { dimension, value, period, adds, label }: RollUpChange,
): Item => ({
  ...label,
  ...adds,
  pk: rollUpPartition(generation, dimension, shard),
  sk: rollUpSort(period, value),
  version: 1,
  birth: randomBytes(6).toString('base64url'),
});

/**
 * The two writes of a transaction that move a month's roll-up, as it was read, from its shard to the folded ones. They are
 * refused when it has grown since, or when the folded one is not any more what it was when it was read.
 * @param folded undefined when there is none yet
 */
export function monthFoldWrites(
  generation: Generation,
  dimension: Dimension,
  shard: number,
  { item, folded }: Readonly<{ item: Item; folded: Item | undefined }>,
): [Write, Write] {
  const { sk, birth, title, category, sums } = partsOf(item);
  const { [WRITE_IDS]: _id, version, ...before } = (folded ?? {}) as Readonly<Record<string, number>>;
  const grown = Object.entries(sums).map(([name, more]) => [name, (before[name] ?? 0) + more] as const);
  return [
    removal(item),
    {
      put: {
        ...before,
        ...Object.fromEntries(grown),
        pk: foldedPartition(generation, dimension),
        sk,
        version: (version ?? 0) + 1,
        ...(title !== undefined && { title }),
        ...(category !== undefined && { category }),
        [foldedFrom(shard)]: birth,
      },
      when: folded === undefined ? { pk: ABSENT } : { version: version ?? ABSENT },
    },
  ];
}

function partsOf(item: Item) {
  const { pk: _pk, sk, version: _v, birth, title, category, [WRITE_IDS]: _id, ...sums } = item as Stored;
  return { sk, birth, title, category, sums };
}

/** Takes a roll-up out of its shard, unless it has grown since it was read. */
export function removal(item: Item): Write {
  const { pk, sk, version, birth } = item as Stored;
  const isAsRead =
    version === undefined ? { pk: PRESENT, version: ABSENT } : { version, birth: birth ?? ABSENT };
  return { delete: { pk, sk }, when: isAsRead };
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
