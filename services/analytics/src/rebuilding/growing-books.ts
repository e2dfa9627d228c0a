import { setImmediate } from 'node:timers/promises';
import { ABSENT, type Item, type Items, queryAll, type Write } from '@cartless/aggregate';
import {
  type Generation,
  journalKey,
  journalMonth,
  journalPartition,
  progressKey,
  readJournalSort,
  redoKey,
  segmentSort,
  segmentsPartition,
} from '../analytics-table.ts';
import type { BuyerSamples } from '../buyers/ports.ts';
import { recordKeysOf, toLedger } from '../facts/books-store.ts';
import type { Fact } from '../facts/fact.ts';
import { orderItem, personItem } from '../facts/ledger-items.ts';
import { postFacts } from '../facts/post-facts.ts';
import type { TimeLeft } from '../facts/ports.ts';
import type { Clock } from '../ground.ts';
import { packParts, unpack } from '../packed.ts';
import { zoneNamed } from '../calendar/zone.ts';
import { foldedInMemory, type FoldedInMemory, groupsOf } from '../roll-ups/folded-roll-up.ts';
import { keepZones, zonesAreReady } from '../roll-ups/kept-zones.ts';
import { overAt } from '../roll-ups/pages.ts';
import { changesTogether, type RollUpChange } from '../roll-ups/roll-up.ts';
import { rollUpItem } from '../roll-ups/roll-up-writes.ts';

/** How many facts are posted before the writes of the segment before have their turn. */
const POSTED_AT_ONCE = 250;

/** How many records are remembered, some 600 bytes each. */
const REMEMBERED = 150_000;

/** How many records are put at once: one that changes meanwhile is put again. */
const PUT_AT_ONCE = 200;

/** Segments whose records wait together. A run that was cut off reads their events again, without adding them up. */
const SEGMENTS_OF_A_ROUND = 8;

/** A round is ended when so many records wait. */
const MOST_WAITING = 100_000;

/** A place in the archive, and how many events were read up to there. */
export type Position = Readonly<{ day: string; place: string; read: number }>;

/** How far a generation has grown. */
export type GrowingState = Position &
  Readonly<{
    /** Up to when the archive is read; empty while it is not. */
    horizon: string;
    isLive: boolean;
    isDone: boolean;
  }>;

/** A generation that one writer makes from the archive. */
export type Growing = Readonly<{
  state(): Promise<GrowingState>;
  /** The end of the segments that a run before noted, without all of their records being put: `<day> <place>`. */
  readonly journaled: string | undefined;
  /**
   * Books a segment of the archive; the next begins behind its end. Its records may wait to be put when this returns: the next one
   * is worked out meanwhile, and whatever else is asked waits for them.
   */
  grow(facts: readonly Fact[], end: Position): Promise<void>;
  /** Writes the roll-ups of what was read. @returns whether there was time for all */
  sum(timeLeft: TimeLeft): Promise<boolean>;
  noteRead(horizon: string): Promise<void>;
  noteLive(): Promise<void>;
  noteDone(): Promise<void>;
}>;

/** The same as it is stored. `note` changes with every write, `summed` is the last month whose roll-ups are written. */
type Stored = Partial<GrowingState> &
  Readonly<{
    /** The next one, or the last that is journaled while records wait. */
    segment: number;
    note?: string;
    journaled?: string;
    /** Where the records of the journaled segments are kept until all are put; what a later page has of a record counts. */
    redo?: Readonly<{ id: string; pages: number }>;
    summed?: string;
    /** By which zones they are summed; one that is new since is caught up with by the fold. */
    zones?: readonly string[];
    /** All months are, and what is booked from now on is added to them. */
    isSummed?: boolean;
  }>;

type Setting = Readonly<{
  items: Items;
  now: Clock;
  generation: Generation;
  shard: number;
  /** The zones by whose days and months sums are to be kept, beside UTC. */
  zones: readonly string[];
  samples: BuyerSamples;
}>;

/**
 * Grows a generation by segments. All that has to be written of one is kept first, packed: its records, and what the roll-ups
 * grow by: its journal. When that is noted its records wait to be put, each by itself, while the next segments are worked out; one
 * that changes again before its turn is put once. When none waits any more the end of their segments is noted.
 * A run that was cut off between finds what was kept and puts all of it again. The roll-ups are written at last, month by
 * month, as the sums of all journals. What is over is folded in memory, and put when no later month adds to it. All of that
 * follows from the journals alone, so it may be put again too.
 */
export async function growingBooks({
  items,
  now,
  generation,
  shard,
  zones,
  samples,
}: Setting): Promise<Growing> {
  const key = progressKey(generation);
  const found = await items.get(key, { consistent: true });
  let stored = (found ?? { segment: 0 }) as Stored;
  // Nothing is there that was not written in this run, so what is not remembered need not be read.
  let isAll = found === undefined;
  let records = new Map<string, Item>();
  /** Until it is finished. */
  let cutOff = stored.redo;
  /** By their partitions, what has waited longest unchanged first. */
  const waiting = new Map<string, Item>();
  let isPutting = false;
  let putting: Promise<void> = Promise.resolve();
  /** The segments whose records wait. */
  let round: Readonly<{ segments: number; end: Position }> | undefined;

  const note = async (also: readonly Write[], next: Stored): Promise<void> => {
    const when = stored.note === undefined ? { segment: ABSENT } : { note: stored.note };
    const put = { ...next, ...key, note: crypto.randomUUID() };
    const { ok } = await items.write([{ put, when }, ...also]);
    if (!ok) throw isNotAlone(generation);
    stored = put;
  };

  const load = async (facts: readonly Fact[]) => {
    const keys = new Map(
      facts.flatMap((fact) => recordKeysOf(generation, fact)).map((each) => [each.pk, each]),
    );
    if (records.size > REMEMBERED) {
      await endRound();
      records = new Map();
      isAll = false;
    }
    if (!isAll) {
      const unknown = [...keys.values()].filter(({ pk }) => !records.has(pk));
      for (const item of await items.getMany(unknown, { consistent: true })) {
        records.set(String(item['pk']), item);
      }
    }
    const found = [...keys.keys()].map((pk) => records.get(pk)).filter((item) => item !== undefined);
    return toLedger(generation, found);
  };

  /** Works a segment out. @returns the records that it changes, and what the roll-ups grow by */
  const fold = async (facts: readonly Fact[]) => {
    const loaded = await load(facts);
    let posted = postFacts(loaded, []);
    for (let from = 0; from < facts.length; from += POSTED_AT_ONCE) {
      if (from > 0) await setImmediate();
      posted = postFacts(loaded, facts.slice(from, from + POSTED_AT_ONCE), posted);
    }
    const { orders, people, changes } = posted;
    await samples.add(facts);
    const puts = [
      ...[...orders.values()].map((order) => orderItem(generation, order)),
      ...[...people.values()].map((person) => personItem(generation, person, now())),
    ].map((item): Item => ({ ...item, v: (loaded.versions.get(String(item['pk'])) ?? 0) + 1 }));
    for (const put of puts) records.set(String(put['pk']), put);
    return { puts, changes };
  };

  /** Keeps all that has to be written of a segment before the first of it is, behind what is kept of its round. */
  const keep = async (
    { puts, changes }: Awaited<ReturnType<typeof fold>>,
    journaled: string,
  ): Promise<void> => {
    const parts = packParts(puts);
    const { id, pages } = stored.redo ?? { id: crypto.randomUUID(), pages: 0 };
    const segment = stored.segment + Number(round !== undefined);
    await items.putMany([
      ...parts.map(({ bytes }, page) => ({ ...redoKey(generation, pages + page), id, records: bytes })),
      ...journalOf(generation, segment, id, changes),
    ]);
    const put = { pk: segmentsPartition(generation), sk: segmentSort(segment), id };
    const redo = { id, pages: pages + parts.length };
    await note([{ put }], { ...stored, segment, journaled, redo });
  };

  /** The last that was kept of each record. */
  const redone = async ({ id, pages }: NonNullable<Stored['redo']>): Promise<readonly Item[]> => {
    const keys = Array.from({ length: pages }, (_, page) => redoKey(generation, page));
    const kept = (await items.getMany(keys, { consistent: true })).filter((page) => page['id'] === id);
    if (kept.length < pages) throw new Error(`What was to be written into ${generation} is gone.`);
    const inOrder = kept.toSorted((a, b) => Number(a['sk']) - Number(b['sk']));
    const all = inOrder.flatMap((page) => unpack<Item[]>(page['records']));
    return [...new Map(all.map((item) => [item['pk'], item])).values()];
  };

  /** Puts what waits, and what comes meanwhile. */
  const putWaiting = async (): Promise<void> => {
    isPutting = true;
    try {
      while (waiting.size > 0) {
        const some = [...waiting.entries().take(PUT_AT_ONCE)];
        for (const [name] of some) waiting.delete(name);
        await items.putMany(some.map(([, put]) => put));
      }
    } finally {
      isPutting = false;
    }
  };

  /** Notes the end of segments whose records are all put. */
  const noteEnd = async (end: Position): Promise<void> => {
    const { journaled: _journaled, redo: _redo, ...rest } = stored;
    await note([], { ...rest, segment: rest.segment + 1, ...end });
  };

  const endRound = async (): Promise<void> => {
    await putting;
    if (round === undefined) return;
    await noteEnd(round.end);
    round = undefined;
  };

  const isRoundOver = (): boolean =>
    !isPutting || waiting.size > MOST_WAITING || (round?.segments ?? 0) >= SEGMENTS_OF_A_ROUND;

  /** Which zones are summed by, the same in each run. */
  const zonesOfSums = async (): Promise<readonly string[]> => {
    const kept = await keepZones({ items, generation }, ['UTC', ...zones]);
    const names = stored.zones ?? kept.map(({ zone }) => zone.name);
    if (stored.zones === undefined) await note([], { ...stored, zones: names });
    return names;
  };

  /** Adds a month to what is folded; what is of days that were not over stands in a shard. @returns all that is to be put */
  const summedUp = (month: string, sums: readonly RollUpChange[], folded: FoldedInMemory): Item[] => {
    // The same in each run, whatever the time.
    const isOver = overAt(new Date(stored.horizon ?? 0));
    const { over = [], open = [] } = Object.groupBy(sums, (sum) => (isOver(sum) ? 'over' : 'open'));
    folded.add(groupsOf(over));
    const isWhole = (sort: string): boolean => isBefore(sort, month);
    return [...open.map((change) => rollUpItem(generation, shard, change)), ...folded.take(isWhole)];
  };

  return {
    async state() {
      await endRound();
      return stateOf(stored);
    },
    get journaled() {
      return cutOff && stored.journaled;
    },
    async grow(facts, end) {
      if (cutOff !== undefined) {
        await items.putMany(await redone(cutOff));
        await noteEnd(end);
        cutOff = undefined;
        return;
      }
      const folded = await fold(facts);
      if (isRoundOver()) await endRound();
      await keep(folded, `${end.day} ${end.place}`);
      round = { segments: (round?.segments ?? 0) + 1, end };
      for (const put of folded.puts) {
        const name = String(put['pk']);
        waiting.delete(name);
        waiting.set(name, put);
      }
      if (isPutting) return;
      // What failed before stays failed: what it was to put is put by the run that comes after this one.
      putting = putting.then(putWaiting);
      // Whoever waits for it is told; that nobody does yet is no failure of its own.
      putting.catch(() => undefined);
    },
    async sum(timeLeft) {
      if (stored.isSummed === true) return true;
      const names = await zonesOfSums();
      const folded = foldedInMemory({ generation, zones: names.map(zoneNamed), now: now() });
      const counting = await countingJournals(items, generation);
      const { summed = '' } = stored;
      const from = firstOpenMonth(summed);
      for (const month of (await journaledMonths(items, generation)).filter((each) => each >= from)) {
        const isAgain = month <= summed;
        if (!isAgain && timeLeft() <= 0) return false;
        const puts = summedUp(month, await sumsOf(items, generation, month, counting), folded);
        if (isAgain) continue;
        await items.putMany(puts);
        await note([], { ...stored, summed: month });
      }
      await items.putMany(folded.take(() => true));
      const kept = names.map((name) => ({ zone: zoneNamed(name), isReady: false }));
      await zonesAreReady({ items, generation }, kept);
      await note([], { ...stored, isSummed: true });
      return true;
    },
    async noteRead(horizon) {
      await endRound();
      await note([], { ...stored, horizon });
    },
    noteLive: () => note([], { ...stored, isLive: true }),
    noteDone: () => note([], { ...stored, isDone: true }),
  };
}

/** Whether what is folded under a sort key is whole when all up to a UTC month is: zones are less than a day away from UTC. */
function isBefore(sort: string, month: string): boolean {
  const [grain, , period = ''] = sort.split('#');
  return grain === 'D' || period < month.slice(0, period.length);
}

/** The first month that adds to what is not whole when all up to a UTC month is: the last of the year before, by the clocks of some zone. */
const firstOpenMonth = (summed: string): string =>
  summed === '' ? '' : `${Number(summed.slice(0, 4)) - 1}-12`;

const isNotAlone = (generation: Generation) =>
  new Error(`Somebody else is rebuilding ${generation}. Let that end.`);

const stateOf = (stored: Stored): GrowingState => ({
  day: stored.day ?? '',
  place: stored.place ?? '',
  read: stored.read ?? 0,
  horizon: stored.horizon ?? '',
  isLive: stored.isLive === true,
  isDone: stored.isDone === true,
});

/** What a segment adds to the roll-ups, by month. */
function journalOf(
  generation: Generation,
  segment: number,
  id: string,
  changes: readonly RollUpChange[],
): Item[] {
  const byMonth = Map.groupBy(changes, ({ period }) => period.slice(0, 7));
  return [...byMonth].flatMap(([month, own]) =>
    packParts(own).map(({ bytes }, part) => ({
      ...journalKey(generation, month, { segment, id, part }),
      changes: bytes,
    })),
  );
}

/** The journals that count, by the segment; one of a run that was cut off before it noted it does not. */
async function countingJournals(items: Items, generation: Generation): Promise<ReadonlyMap<string, unknown>> {
  const ids = new Map<string, unknown>();
  for await (const { sk, id } of queryAll(items, { hash: segmentsPartition(generation) }))
    ids.set(String(sk), id);
  return ids;
}

async function journaledMonths(items: Items, generation: Generation): Promise<string[]> {
  const months = new Set<string>();
  const hash = journalPartition(generation);
  for await (const { sk } of queryAll(items, { hash, only: ['sk'] })) months.add(String(sk).slice(0, 7));
  return [...months].toSorted();
}

async function sumsOf(
  items: Items,
  generation: Generation,
  month: string,
  counting: ReadonlyMap<string, unknown>,
): Promise<RollUpChange[]> {
  const sums = changesTogether();
  for await (const { sk, changes } of queryAll(items, journalMonth(generation, month))) {
    const { segment, id } = readJournalSort(sk);
    if (counting.get(segment) !== id) continue;
    sums.add(unpack<RollUpChange[]>(changes));
  }
  return sums.all();
}
