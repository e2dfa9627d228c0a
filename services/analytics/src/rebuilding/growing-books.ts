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
import type { Zone } from '../calendar/zone.ts';
import { foldedWrites, groupsOf } from '../roll-ups/folded-roll-up.ts';
import { keepZones } from '../roll-ups/kept-zones.ts';
import { overAt, pagesOf } from '../roll-ups/pages.ts';
import { mergeChanges, type RollUpChange } from '../roll-ups/roll-up.ts';
import { rollUpItem } from '../roll-ups/roll-up-writes.ts';

/** How many records are remembered, some 600 bytes each. */
const REMEMBERED = 150_000;
/** How many changes are unpacked before they are added up. */
const CHANGES_AT_ONCE = 15_000;

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
  /** The end of the segment whose sums are written while its records may not all be: `<day> <place>`. */
  readonly journaled: string | undefined;
  /** Books a segment of the archive; the next begins behind its end. */
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
    segment: number;
    note?: string;
    journaled?: string;
    /** Where the records of the journaled segment are kept until all are put. */
    redo?: Readonly<{ id: string; pages: number }>;
    summed?: string;
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
 * grow by: its journal. When that is noted its records are put, each by itself, and then its end is noted.
 * A run that was cut off between finds what was kept and puts all of it again. The roll-ups are written at last, month by
 * month, as the sums of all journals: what is over in the transactions that fold it, a day once.
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

  /** Works a segment out, and keeps all that has to be written of it before the first of it is. */
  const fold = async (facts: readonly Fact[], journaled: string): Promise<readonly Item[]> => {
    const loaded = await load(facts);
    const { orders, people, changes } = postFacts(loaded, facts);
    await samples.add(facts);
    const puts = [
      ...[...orders.values()].map((order) => orderItem(generation, order)),
      ...[...people.values()].map((person) => personItem(generation, person, now())),
    ].map((item): Item => ({ ...item, v: (loaded.versions.get(String(item['pk'])) ?? 0) + 1 }));
    const parts = packParts(puts);
    const redo = { id: crypto.randomUUID(), pages: parts.length };
    await items.putMany([
      ...parts.map(({ bytes }, page) => ({ ...redoKey(generation, page), id: redo.id, records: bytes })),
      ...journalOf(generation, stored.segment, redo.id, changes),
    ]);
    const segment = { pk: segmentsPartition(generation), sk: segmentSort(stored.segment), id: redo.id };
    await note([{ put: segment }], { ...stored, journaled, redo });
    return puts;
  };

  const redone = async ({ id, pages }: NonNullable<Stored['redo']>): Promise<readonly Item[]> => {
    const keys = Array.from({ length: pages }, (_, page) => redoKey(generation, page));
    const kept = (await items.getMany(keys, { consistent: true })).filter((page) => page['id'] === id);
    if (kept.length < pages) throw new Error(`What was to be written into ${generation} is gone.`);
    return kept.flatMap((page) => unpack<Item[]>(page['records']));
  };

  /** Writes the sums of a month: what is over is folded, the rest stands in a shard. */
  const write = async (sums: readonly RollUpChange[], kept: readonly Zone[]): Promise<void> => {
    const place = { items, generation, zones: kept, now };
    const isOver = overAt(now());
    const { over = [], open = [] } = Object.groupBy(sums, (sum) => (isOver(sum) ? 'over' : 'open'));
    await items.putMany(open.map((change) => rollUpItem(generation, shard, change)));
    for (const page of pagesOf(place, over)) {
      // What a run that was cut off has folded is there, and in the sums of its zones.
      const writes = await foldedWrites(groupsOf(page), { ...place, now: now(), isOnce: true });
      if (writes.length > 0 && !(await items.write(writes)).ok) throw isNotAlone(generation);
    }
  };

  return {
    state: () => Promise.resolve(stateOf(stored)),
    get journaled() {
      return stored.journaled;
    },
    async grow(facts, { day, place, read }) {
      const puts =
        stored.redo === undefined ? await fold(facts, `${day} ${place}`) : await redone(stored.redo);
      await items.putMany(puts);
      for (const put of puts) records.set(String(put['pk']), put);
      const { journaled: _journaled, redo: _redo, ...rest } = stored;
      await note([], { ...rest, segment: rest.segment + 1, day, place, read });
    },
    async sum(timeLeft) {
      const months = await journaledMonths(items, generation);
      const counting = await countingJournals(items, generation);
      const kept = (await keepZones({ items, generation }, ['UTC', ...zones])).map(({ zone }) => zone);
      for (const month of months.filter((each) => each > (stored.summed ?? ''))) {
        if (timeLeft() <= 0) return false;
        const sums = await sumsOf(items, generation, month, counting);
        await write(sums, kept);
        await note([], { ...stored, summed: month });
      }
      return true;
    },
    noteRead: (horizon) => note([], { ...stored, horizon }),
    noteLive: () => note([], { ...stored, isLive: true }),
    noteDone: () => note([], { ...stored, isDone: true }),
  };
}

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
  let sums: RollUpChange[] = [];
  let waiting: RollUpChange[] = [];
  for await (const { sk, changes } of queryAll(items, journalMonth(generation, month))) {
    const { segment, id } = readJournalSort(sk);
    if (counting.get(segment) !== id) continue;
    for (const change of unpack<RollUpChange[]>(changes)) waiting.push(change);
    if (waiting.length > CHANGES_AT_ONCE) [sums, waiting] = [mergeChanges([...sums, ...waiting]), []];
  }
  return mergeChanges([...sums, ...waiting]);
}
