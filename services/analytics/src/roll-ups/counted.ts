import { type Item, type Items, type Key, queryAll } from '@cartless/aggregate';
import { dayOfDate, startOfDay } from '../calendar/calendar.ts';
import { dayOf, firstSlot, type Slot, SLOTS_A_DAY, slotOf } from '../calendar/slot.ts';
import type { Zone } from '../calendar/zone.ts';
import {
  BLOCK_HOURS,
  foldedPartition,
  type Generation,
  readRollUpSort,
  rollUpPartition,
  rollUpRange,
  rollUpSort,
  sumRange,
  sumSort,
  valueInSum,
} from '../analytics-table.ts';
import { type Counter, counterOf } from './counter.ts';
import { eachCount, eachWritten } from './counts.ts';
import { coverByDays, periodIn, periodsOf, type Piece, piecesOf, type Stretch, stretchOf } from './cover.ts';
import { WHOLE } from './dimension.ts';
import { takenIn } from './folded-roll-up.ts';
import type { Counted, Span } from './ports.ts';
import type { Label } from './roll-up.ts';

type Place = Readonly<{
  items: Items;
  generation: Generation;
  shards: number;
  /** The zones by whose days and months sums are kept. */
  zones: readonly Zone[];
  now: () => Date;
}>;
/** What was read for pieces of one kind. */
type Folded = Readonly<{ pieces: readonly Piece[]; item: Item }>;

/** A piece of more periods than this is read as a range where only one value has items in it, else key by key. */
const FEW = 4;
const BLOCKS = Array.from({ length: 24 / BLOCK_HOURS }, (_, i) => String(i * BLOCK_HOURS).padStart(2, '0'));

/**
 * Counts what is in the write shards and what is folded. The shards are read first, so that what moves meanwhile is seen
 * twice rather than not at all, and what is folded tells what it has taken in.
 */
export async function countedIn(place: Place, span: Span): Promise<Counted[]> {
  const [from, to] = [span.cuts[0] ?? 0, span.cuts.at(-1) ?? 0];
  const pieces = piecesOf(span.cuts, place.zones);
  const open = await readShards(place, span, coverByDays(from, to));
  const folded = await readFolded(place, span, pieces);
  const wanted = wantedIn(span);
  const bySort = new Map(folded.map(({ item }) => [String(item['sk']), item]));
  return [
    ...folded.toSorted(byTime).map((own) => countedFolded(own, wanted)),
    ...open.map((item) => countedOpen(item, { pieces, folded: bySort, wanted })),
  ];
}

/** The counter of a letter, when it is wanted and this release knows it. */
type Wanted = (letter: string) => Counter | undefined;

const wantedIn =
  ({ counters }: Span): Wanted =>
  (letter) => {
    const counter = counterOf(letter);
    return counter === undefined || counters?.has(counter) === false ? undefined : counter;
  };

/** What is not folded yet: the present day and the one before, and what came late. */
async function readShards(place: Place, { dimension, value }: Span, days: Stretch): Promise<Item[]> {
  const partitions = Array.from({ length: place.shards }, (_, shard) =>
    rollUpPartition(place.generation, dimension, shard),
  );
  const query = async (stretch: Stretch): Promise<Item[]> => {
    if (stretch.from > stretch.to) return [];
    const range = rollUpRange(stretch.from, stretch.to);
    const found = await Promise.all(partitions.map((pk) => allOf(place.items, { hash: pk, range })));
    return found.flat();
  };
  if (value === undefined || value === WHOLE) return query(days);
  // Of other values there may be very many on the days that are not over, and few that came late.
  const yesterday = dayOf(slotOf(place.now()) - SLOTS_A_DAY);
  const before = dayOf(firstSlot(yesterday) - 1);
  const recent = { from: days.from > yesterday ? days.from : yesterday, to: days.to };
  const keys = partitions.flatMap((pk) => periodsOf(recent).flatMap((day) => keysOfDay(pk, day, value)));
  const [own, late] = await Promise.all([
    keys.length > 0 ? place.items.getMany(keys) : [],
    query({ from: days.from, to: days.to < before ? days.to : before }),
  ]);
  return [...own, ...late.filter(({ sk }) => readRollUpSort(sk).value === value)];
}

const keysOfDay = (pk: string, day: string, value: string): Key[] =>
  [day, ...BLOCKS.map((block) => `${day}T${block}`)].map((period) => ({ pk, sk: rollUpSort(period, value) }));

/** The latest name of something is the one that it has. */
const byTime = (a: Folded, b: Folded): number => (periodOf(a) < periodOf(b) ? -1 : 1);
const periodOf = ({ item: { named, sk } }: Folded): string =>
  typeof named === 'string' ? named : readRollUpSort(sk).period;

async function readFolded(place: Place, span: Span, pieces: readonly Piece[]): Promise<Folded[]> {
  const kinds = [...Map.groupBy(pieces, ({ by }) => by).values()];
  const read = kinds.map(async (own) => {
    const found = await readKind(place, span, own);
    // A day can be at the ends of two pieces.
    const items = new Map(found.map((item) => [String(item['sk']), item])).values();
    return [...items].map((item) => ({ pieces: own, item }));
  });
  return (await Promise.all(read)).flat();
}

/** Reads what pieces of one kind are made from: as ranges where items of other values are wanted or not there, else by keys. */
async function readKind(
  { items, generation }: Place,
  { dimension, value }: Span,
  pieces: readonly Piece[],
): Promise<Item[]> {
  const pk = foldedPartition(generation, dimension);
  const [first, last] = [pieces.at(0), pieces.at(-1)];
  if (first === undefined || last === undefined) return [];
  // Months and years are few, and the pieces of them lie close together.
  const spread = first.by === 'slot' ? pieces : [{ ...first, to: last.to }];
  const isRange = (piece: Piece): boolean =>
    value === undefined || (value === WHOLE && periodsOf(stretchOf(piece)).length > FEW);
  const keys = spread
    .filter((piece) => !isRange(piece))
    .flatMap((piece) =>
      periodsOf(stretchOf(piece)).map((period) => ({ pk, sk: sortOf(piece, period, value ?? WHOLE) })),
    );
  const found = await Promise.all([
    keys.length > 0 ? items.getMany(keys, { consistent: true }) : [],
    ...spread
      .filter(isRange)
      .map((piece) => allOf(items, { hash: pk, range: rangeOf(piece), consistent: true })),
  ]);
  return found.flat();
}

const sortOf = (piece: Piece, period: string, value: string): string =>
  piece.by === 'slot' ? rollUpSort(period, value) : sumSort(piece.zone.name, period, value);

function rangeOf(piece: Piece) {
  const { from, to } = stretchOf(piece);
  return piece.by === 'slot' ? rollUpRange(from, to) : sumRange(piece.zone.name, from, to);
}

async function allOf(items: Items, query: Parameters<Items['query']>[0]): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of queryAll(items, query)) found.push(item);
  return found;
}

function countedFolded({ pieces, item }: Folded, wanted: Wanted): Counted {
  const { sk, numbers } = item;
  const [kind] = pieces;
  if (kind === undefined) throw new Error('something was read for no piece');
  const slots = slotsOf(kind, item);
  return {
    value: kind.by === 'slot' ? readRollUpSort(sk).value : valueInSum(sk),
    label: labelOf(item),
    each(take) {
      const inPiece = (counter: Counter, slot: Slot, amount: number): void => {
        if (pieceAt(pieces, slot) !== undefined) take(counter, amount, slot);
      };
      if (numbers !== undefined) {
        eachCount(numbers as Uint8Array, (letter) => {
          const counter = wanted(letter);
          return counter && ((at, amount) => inPiece(counter, slots(at), amount));
        });
      }
      if (kind.by !== 'slot') return;
      eachWritten(item, (letter, slot, amount) => {
        const counter = wanted(letter);
        if (counter !== undefined) inPiece(counter, slot, amount);
      });
    },
  };
}

const pieceAt = (pieces: readonly Piece[], slot: Slot): Piece | undefined =>
  pieces.find(({ from, to }) => slot >= from && slot < to);

/** The first slot of each place in the row of an item's numbers. */
function slotsOf(piece: Piece, { sk }: Item): (at: number) => Slot {
  if (piece.by === 'slot') {
    const first = firstSlot(readRollUpSort(sk).period.slice(0, 10));
    return (at) => first + at;
  }
  const { zone, by } = piece;
  const period = String(sk).split('#')[2] ?? '';
  const day = (at: number): number =>
    by === 'day' ? dayOfDate(period) + at : dayOfDate(`${period}-${String(at + 1).padStart(2, '0')}`);
  const known = new Map<number, Slot>();
  return (at) => {
    const slot = known.get(at) ?? startOfDay(zone, day(at));
    known.set(at, slot);
    return slot;
  };
}

function countedOpen(
  item: Item,
  {
    pieces,
    folded,
    wanted,
  }: Readonly<{ pieces: readonly Piece[]; folded: ReadonlyMap<string, Item>; wanted: Wanted }>,
): Counted {
  const { value } = readRollUpSort(item['sk']);
  const { birth } = item;
  const isTaken = new Map<string, boolean>();
  const wasTaken = (piece: Piece, slot: Slot): boolean => {
    if (typeof birth !== 'string') return false;
    const sort = sortOf(piece, periodIn(piece, slot), value);
    const known = isTaken.get(sort) ?? takenIn(folded.get(sort)).has(birth);
    isTaken.set(sort, known);
    return known;
  };
  return {
    value,
    label: labelOf(item),
    each(take) {
      eachWritten(item, (letter, slot, amount) => {
        const counter = wanted(letter);
        const piece = counter && pieceAt(pieces, slot);
        if (counter !== undefined && piece !== undefined && !wasTaken(piece, slot))
          take(counter, amount, slot);
      });
    },
  };
}

const labelOf = ({ title, category }: Item): Label => ({
  ...(typeof title === 'string' && { title }),
  ...(typeof category === 'string' && { category }),
});
