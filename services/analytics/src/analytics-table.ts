import { createHash } from 'node:crypto';
import type { Table } from '@cartless/aggregate';
import type { Dimension } from './roll-ups/dimension.ts';

/** The service's table as `infra/tables.yml` creates it; the README says what each index is for. */
export const ANALYTICS_TABLE = {
  key: { pk: 'S', sk: 'S' },
  indexes: {
    'orders-by-time': {
      key: { orderShard: 'S', placedKey: 'S' },
      holds: ['total', 'units', 'region', 'paymentMethod', 'products', 'categories'],
    },
  },
  expires: 'expiresAt',
} as const satisfies Table;

/** Over how many partitions the index of orders is spread. Stored orders rely on it: it cannot be changed. */
export const ORDER_SHARDS = 4;

/** Everything but the archive belongs to a generation, so that a rebuild can grow beside the live numbers. */
export type Generation = string;

export const orderKey = (generation: Generation, orderId: string) => ({
  pk: `${generation}#order#${orderId}`,
  sk: 'state',
});
export const personKey = (generation: Generation, buyer: string) => ({
  pk: `${generation}#person#${buyer}`,
  sk: 'state',
});
/** Where containers write; a shard is one of `ROLL_UP_SHARDS`. */
export const rollUpPartition = (generation: Generation, dimension: Dimension, shard: number): string =>
  `${generation}#${dimension}#${shard}`;

/** Where the roll-ups of days and months that are over come together. */
export const foldedPartition = (generation: Generation, dimension: Dimension): string =>
  `${generation}#${dimension}#folded`;

/** The longest sort key that DynamoDB takes, in bytes, less what stands before the value where the most does. */
const VALUE_BYTES = 1024 - 64;

/** How many hours a block of a day has: what grows together in a write shard. */
export const BLOCK_HOURS = 6;

/**
 * The sort key of a roll-up: of a block of a UTC day (`2026-11-21T06`), of a UTC day or of a UTC month, which sort apart.
 * The blocks of a value follow one another, after what is kept by the day.
 * @throws RangeError when the value is too long for a key
 */
export function rollUpSort(period: string, value: string): string {
  const [day = '', block] = period.split('T');
  if (Buffer.byteLength(value) > VALUE_BYTES)
    throw new RangeError(`"${value.slice(0, 40)}…" is too long a name`);
  return block === undefined ? `${grainOf(period)}#${period}#${value}` : `D#${day}T#${value}#${block}`;
}

/** What a sort key of a roll-up says. */
export function readRollUpSort(sort: unknown): Readonly<{ period: string; value: string }> {
  const [, period = '', ...rest] = String(sort).split('#');
  if (!period.endsWith('T')) return { period, value: rest.join('#') };
  return { period: period + (rest.at(-1) ?? ''), value: rest.slice(0, -1).join('#') };
}

/** Everything from the first period up to and with the last, blocks of days included; `~` comes after `#` and `T`. */
export const rollUpRange = (from: string, to: string) => ({
  from: `${grainOf(from)}#${from}#`,
  to: `${grainOf(to)}#${to}~`,
});
/** Everything of one grain before a period. */
export const rollUpsBefore = (period: string) => ({
  from: `${grainOf(period)}#`,
  to: `${grainOf(period)}#${period}`,
});

/** The sort key of what is kept of a month by the days of a zone, or of a year by its months; `2026-11`, `2026`. */
export const sumSort = (zone: string, period: string, value: string): string =>
  `${sumGrainOf(period)}#${zone}#${period}#${value}`;
export const sumRange = (zone: string, from: string, to: string) => ({
  from: `${sumGrainOf(from)}#${zone}#${from}#`,
  to: `${sumGrainOf(to)}#${zone}#${to}$`,
});
/** The value in such a key. */
export const valueInSum = (sort: unknown): string => String(sort).split('#').slice(3).join('#');

/** The zones by whose days and months sums are kept; the sort key is the zone's name. */
export const zonesPartition = (generation: Generation): string => `${generation}#zones`;

const pendingPartition = (generation: Generation, shard: number): string => `${generation}#pending#${shard}`;
/** How far an entry that waits is on its way into the roll-ups; without a stage, as a consumer wrote it. */
export type PendingStage = 'large' | 'sorted' | 'ready';
export const stagePartition = (generation: Generation, shard: number, stage?: PendingStage): string =>
  stage === undefined
    ? pendingPartition(generation, shard)
    : `${pendingPartition(generation, shard)}#${stage}`;
/** Marks of months in which numbers of days that are over have changed. */
export const latePartition = (generation: Generation): string => `${generation}#late`;
export const lateKey = (generation: Generation, month: string, shard: number) => ({
  pk: latePartition(generation),
  sk: `${month}#${shard}`,
});
export const sampleKey = (generation: Generation, period: string) => ({
  pk: `${generation}#buyers`,
  sk: `${grainOf(period)}#${period}`,
});
/** Purchases of many periods that wait to be added to the samples. */
export const waitingSamplesPartition = (generation: Generation): string => `${generation}#buyers#waiting`;
/** Facts that are to be booked, by a part of all people; of no generation, since they are booked into the one that is live then. */
export const waitingFactsPartition = (part: number): string => `facts#waiting#${part}`;
/** The latest that was told of the stock of products; what is told is the latest in every generation, so it is of none. */
export const STOCK = 'stock';
export const ARCHIVE_DAYS = 'archive-days';
export const archivePartition = (day: string): string => `archive#${day}`;
/** A file that is written. */
export const exportKey = (exportId: string) => ({ pk: `export#${exportId}`, sk: 'state' });
/** A weekly report that was made; of no generation, since it is told once however often the numbers are made anew. */
export const weeklyReportKey = (id: string) => ({ pk: 'weekly-report', sk: id });
export const GENERATION_KEY = { pk: 'meta', sk: 'generation' } as const;
export const REBUILD_KEY = { pk: 'meta', sk: 'rebuild' } as const;
export const REPAIR_KEY = { pk: 'meta', sk: 'repair' } as const;

/** How far a generation has grown in a rebuild. */
export const progressKey = (generation: Generation) => ({ pk: `${generation}#rebuild`, sk: 'state' });
/** What a segment of the archive adds to the roll-ups of a month and its days. It counts when the segment names its id. */
export const journalKey = (
  generation: Generation,
  month: string,
  { segment, id, part }: Readonly<{ segment: number; id: string; part: number }>,
) => ({
  pk: journalPartition(generation),
  sk: `${month}#${segmentSort(segment)}#${id}#${part}`,
});
export const journalPartition = (generation: Generation): string => `${generation}#journal`;
/** The segment and the id in the sort key of a journal. */
export const readJournalSort = (sort: unknown): Readonly<{ segment: string; id: string }> => {
  const [, segment = '', id = ''] = String(sort).split('#');
  return { segment, id };
};
/** The segments whose journals count. */
export const segmentsPartition = (generation: Generation): string => `${generation}#segments`;
export const segmentSort = (segment: number): string => String(segment).padStart(8, '0');
/** The records of the segment that is being written. */
export const redoKey = (generation: Generation, page: number) => ({
  pk: `${generation}#redo`,
  sk: String(page),
});
export const journalMonth = (generation: Generation, month: string) => ({
  hash: journalPartition(generation),
  range: { beginsWith: `${month}#` },
});

export const orderShardKey = (generation: Generation, shard: number): string =>
  `${generation}#orders#${shard}`;
export const orderShardOf = (orderId: string): number =>
  (createHash('sha256').update(orderId).digest()[0] ?? 0) % ORDER_SHARDS;

const grainOf = (period: string): string => (period.length === 7 ? 'M' : 'D');
const sumGrainOf = (period: string): string => (period.length === 7 ? 'S' : 'Y');
