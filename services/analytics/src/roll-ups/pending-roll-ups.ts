import { randomUUID } from 'node:crypto';
import { type Items, PRESENT, type Query, queryAll, retrying, type Write } from '@cartless/aggregate';
import type { Zone } from '../calendar/zone.ts';
import { foldedWrites, groupsOf } from './folded-roll-up.ts';
import { keepZones } from './kept-zones.ts';
import { lateMarks } from './late-marks.ts';
import { overAt, pagesOf, TRANSACTION_ITEMS } from './pages.ts';
import { mergeChanges, type RollUpChange } from './roll-up.ts';
import { type Generation, type PendingStage, stagePartition } from '../analytics-table.ts';
import type { Ground } from '../ground.ts';
import { pack, packParts, unpack } from '../packed.ts';
import { rollUpWrite } from './roll-up-writes.ts';

/** So few changes a consumer carries over itself: a dozen transactions. */
export const LITTLE = 1000;

/** How many entries are brought together in one transaction. */
const ENTRIES_AT_ONCE = 50;
/** How many pages take their place; each is a transaction of its own. */
const PAGES_AT_ONCE = 40;
/** Into how many parts what is more than that is cut first, so that none of it is packed and unpacked again and again. */
const PARTS_AT_ONCE = 20;
/** How much of large entries is added up in memory, packed: a transaction has to take it again, and takes 4 MB. */
const BYTES_AT_ONCE = 2_000_000;

/** How much less than was asked for must be left to write, for what is spread to be written at once: half a write an event. */
const WORTH_IT = 36;
/** How long what is spread waits for more at most, in milliseconds. */
const PATIENCE_MS = 10 * 60_000;

type Place = Readonly<{
  items: Items;
  generation: Generation;
  shard: number;
  /** The zones by whose days and months sums are to be kept, beside UTC. */
  zones: readonly string[];
  now: Ground['now'];
}>;
/** The same with the zones that sums are kept by, read when they are needed. */
type Carrying = Omit<Place, 'zones'> & Readonly<{ kept: () => Promise<readonly Zone[]> }>;
/** Changes that wait, how many they were before they were added up, and since when the first of them waits. */
type Entry = Waiting & Readonly<{ pk: string; sk: string; bytes: number }>;
type Waiting = Readonly<{ changes: readonly RollUpChange[]; raw: number; since: string }>;
type Limits = Readonly<{
  /** How many milliseconds are left. */
  timeLeft: () => number;
  /** More changes than this are left to the scheduled task, which adds up what comes meanwhile. */
  most: number;
}>;

/** An entry that holds roll-up changes until they are carried over; it commits with the records they come from. */
export const pendingWrite = (
  place: Pick<Place, 'generation' | 'shard' | 'now'>,
  changes: readonly RollUpChange[],
): Write => entryWrite(place, { changes, raw: changes.length, since: place.now().toISOString() });

const entryWrite = (
  { generation, shard }: Pick<Place, 'generation' | 'shard'>,
  { changes, raw, since }: Waiting,
  stage?: PendingStage,
  { packed = pack(changes), heap = ALL_HEAPS } = {},
): Write => {
  const key = { pk: stagePartition(generation, shard, stage), sk: heap + randomUUID().slice(heap.length) };
  return { put: { ...key, changes: packed, raw, since } };
};

/**
 * Large entries are kept apart by their roll-ups, so that what comes together of one is all of it, however much waits in all.
 * A heap is the first letter of their sort keys, any of which those of the release before may have.
 */
const HEAPS = Array.from({ length: 16 }, (_, heap) => heap.toString(16));
const ALL_HEAPS = '';
const heapOf = ({ dimension, value }: RollUpChange): string => {
  let sum = 0;
  for (const text of [dimension, value])
    for (let at = 0; at < text.length; at += 1) sum = (31 * sum + text.charCodeAt(at)) % 65_521;
  return HEAPS[sum % HEAPS.length] ?? '';
};

/** Entries as one. */
const together = (entries: readonly Entry[]): Waiting => ({
  changes: mergeChanges(entries.flatMap(({ changes }) => changes)),
  raw: entries.reduce((sum, { raw }) => sum + raw, 0),
  since: entries.map(({ since }) => since).toSorted()[0] ?? '',
});

/**
 * Carries the waiting entries of a shard into its roll-ups, as many as there is time for. What was written for few roll-ups
 * is added at once. What is spread over many first comes together, entry by entry, in large ones, because what is added up
 * before it is written costs one write a roll-up, however many events it is of. When no more comes, when enough has come together
 * or when it has waited long it is sorted, in parts, and these are cut into pages of a transaction each. What of them is of days that are over goes straight to what is folded. Every move takes an entry away in the same transaction that puts its changes elsewhere, so a crash at any point, or
 * two at work at once, neither lose nor repeat any.
 *
 * @returns how many entries were carried, and whether any are left
 */
export async function carryOver(
  { zones, ...setting }: Place,
  { timeLeft, most }: Limits,
): Promise<Readonly<{ carried: number; isLeft: boolean }>> {
  let known: Promise<readonly Zone[]> | undefined;
  const keep = async () => (await keepZones(setting, ['UTC', ...zones])).map(({ zone }) => zone);
  const place: Carrying = { ...setting, kept: () => (known ??= keep()) };
  let carried = 0;
  let isQuiet = true;
  while (timeLeft() > 0) {
    const ready = await carryReady(place, timeLeft);
    const sorted = most === Infinity ? await carrySorted(place) : 0;
    const small = sorted === 0 ? await carrySmall(place, most) : 0;
    isQuiet &&= small === 0;
    const large = sorted + small === 0 && most === Infinity ? await carryHeaps(place, isQuiet) : 0;
    if (ready + sorted + small + large === 0) return { carried, isLeft: await isAnyLeft(place) };
    carried += ready + sorted + small + large;
  }
  return { carried, isLeft: true };
}

async function isAnyLeft(place: Carrying): Promise<boolean> {
  const found = await Promise.all(STAGES.map((stage) => waiting(place, stage, 1)));
  return found.some(({ length }) => length > 0);
}
const STAGES = [undefined, 'large', 'sorted', 'ready'] as const;

/** What consumers wrote: into the roll-ups when it is for few, else with what else waits for them. */
const carrySmall = (place: Carrying, most: number): Promise<number> =>
  retrying(async () => {
    const entries = await waiting(place, undefined, ENTRIES_AT_ONCE);
    if (entries.length === 0) return 0;
    const whole = together(entries);
    const few = whole.changes.length <= LITTLE;
    if (!few && most < whole.changes.length) return 0;
    const writes = few ? await addedOrReady(place, entries, whole) : stored(place, whole, 'large');
    return (await move(place, entries, writes)) ? entries.length : undefined;
  });

/** There is more than is added up at a time. */
const TOO_MUCH = -1;

/** What is spread over many roll-ups: all of it, or heap by heap when that is too much. */
async function carryHeaps(place: Carrying, isQuiet: boolean): Promise<number> {
  const all = await carryLarge(place, ALL_HEAPS, isQuiet);
  if (all !== TOO_MUCH) return all;
  for (const heap of HEAPS) {
    const carried = await carryLarge(place, heap, isQuiet);
    if (carried > 0) return carried;
  }
  return 0;
}

/** As much of a heap as is added up at a time, if it is time for it. */
const carryLarge = (place: Carrying, heap: string, isQuiet: boolean): Promise<number> =>
  retrying(async () => {
    const entries: Entry[] = [];
    let [count, bytes] = [0, 0];
    for await (const entry of all(place, 'large', heap === ALL_HEAPS ? undefined : { beginsWith: heap })) {
      entries.push(entry);
      count += entry.changes.length;
      bytes += entry.bytes;
      if (entries.length >= ENTRIES_AT_ONCE || bytes > BYTES_AT_ONCE) break;
    }
    if (entries.length === 0) return 0;
    const isRoom = bytes <= BYTES_AT_ONCE && entries.length < ENTRIES_AT_ONCE;
    if (heap === ALL_HEAPS && !isRoom) return TOO_MUCH;
    const whole = together(entries);
    const hasWaited = whole.since < new Date(place.now().getTime() - PATIENCE_MS).toISOString();
    const isWorthIt = whole.changes.length * WORTH_IT <= whole.raw;
    if (isQuiet || hasWaited || isWorthIt) {
      const writes = await addedOrReady(place, entries, whole);
      return (await move(place, entries, writes)) ? entries.length : undefined;
    }
    // Only as much as is added up at a time keeps apart.
    if (isRoom || whole.changes.length > count / 2) return 0;
    return (await move(place, entries, stored(place, whole, 'large'))) ? entries.length : undefined;
  });

/** A part of what was sorted. */
const carrySorted = (place: Carrying): Promise<number> =>
  retrying(async () => {
    const entries = await waiting(place, 'sorted', 1);
    if (entries.length === 0) return 0;
    const writes = await addedOrReady(place, entries, together(entries));
    return (await move(place, entries, writes)) ? entries.length : undefined;
  });

/** Adds each page to the roll-ups. One that somebody else has added meanwhile is gone, and nothing is left to do for it. */
async function carryReady(place: Carrying, timeLeft: () => number): Promise<number> {
  let carried = 0;
  for await (const entry of all(place, 'ready')) {
    if (timeLeft() <= 0) return carried;
    carried += await retrying(async () => {
      const writes = await addedOrFolded(place, entry.changes);
      const outcome = await place.items.write([gone(entry), ...writes]);
      if (outcome.ok) return 1;
      // Otherwise something folded has grown since it was read.
      return outcome.refusals.some(({ index }) => index === 0) ? 0 : undefined;
    });
  }
  return carried;
}

const added = (place: Carrying, changes: readonly RollUpChange[]): Write[] => [
  ...changes.map((change) => rollUpWrite(place.generation, place.shard, change)),
  ...lateMarks(place, changes),
];

/** What is of days that are over is added to what is folded, unless it needs more than a transaction takes. */
async function addedOrFolded(place: Carrying, changes: readonly RollUpChange[]): Promise<Write[]> {
  const folding = { ...place, zones: await place.kept() };
  const { generation, shard, now } = place;
  const isOver = overAt(now());
  const { over = [], open = [] } = Object.groupBy(changes, (each) => (isOver(each) ? 'over' : 'open'));
  const writes = [
    ...(await foldedWrites(groupsOf(over), { ...folding, now: now() })),
    ...open.map((change) => rollUpWrite(generation, shard, change)),
    ...lateMarks(place, changes),
  ];
  return 1 + writes.length <= TRANSACTION_ITEMS ? writes : added(place, changes);
}

/** In one transaction when there is room, else in pages that each have it, or in parts that are cut into pages each. */
async function addedOrReady(
  place: Carrying,
  entries: readonly Entry[],
  whole: Waiting,
): Promise<readonly Write[]> {
  if (entries.length + whole.changes.length <= TRANSACTION_ITEMS) {
    const direct = added(place, whole.changes);
    if (entries.length + direct.length <= TRANSACTION_ITEMS) return direct;
  }
  const pages = [...pagesOf({ ...place, zones: await place.kept() }, whole.changes)];
  if (pages.length <= PAGES_AT_ONCE)
    return pages.map((changes) => entryWrite(place, { ...whole, changes }, 'ready'));
  const size = Math.max(PAGES_AT_ONCE, Math.ceil(pages.length / PARTS_AT_ONCE));
  return inParts(pages, size).flatMap((part) => stored(place, { ...whole, changes: part.flat() }, 'sorted'));
}

/** In as few entries as have room, those of each heap by themselves. */
const stored = (place: Carrying, { changes, raw, since }: Waiting, stage: 'large' | 'sorted'): Write[] =>
  [...Map.groupBy(changes, stage === 'large' ? heapOf : () => ALL_HEAPS)].flatMap(([heap, own]) =>
    packParts(own).map(({ members, bytes }) => {
      const share = Math.round((raw * members.length) / changes.length);
      return entryWrite(place, { changes: members, raw: share, since }, stage, { packed: bytes, heap });
    }),
  );

const inParts = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));

const gone = ({ pk, sk }: Entry): Write => ({ delete: { pk, sk }, when: { pk: PRESENT } });

/** Puts something in the place of entries. False when one of them is gone; then nothing was written. */
async function move(
  { items }: Carrying,
  entries: readonly Entry[],
  writes: readonly Write[],
): Promise<boolean> {
  return (await items.write([...entries.map(gone), ...writes])).ok;
}

async function waiting(
  { items, generation, shard }: Carrying,
  stage: PendingStage | undefined,
  limit: number,
): Promise<Entry[]> {
  const page = await items.query({
    hash: stagePartition(generation, shard, stage),
    consistent: true,
    limit,
  });
  return page.items.map(toEntry);
}

async function* all(
  { items, generation, shard }: Carrying,
  stage: PendingStage,
  range?: Query['range'],
): AsyncGenerator<Entry> {
  const query = { hash: stagePartition(generation, shard, stage), range, consistent: true };
  for await (const item of queryAll(items, query)) yield toEntry(item);
}

function toEntry({ pk, sk, changes: packed, raw, since }: Readonly<Record<string, unknown>>): Entry {
  const changes = unpack<RollUpChange[]>(packed);
  return {
    pk: String(pk),
    sk: String(sk),
    changes,
    bytes: (packed as Uint8Array).byteLength,
    // Those of earlier releases do not say it.
    raw: Number(raw ?? changes.length),
    since: typeof since === 'string' ? since : '',
  };
}
