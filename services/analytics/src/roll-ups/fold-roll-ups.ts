import { type Item, type Items, queryAll, retrying } from '@cartless/aggregate';
import { dayOf, monthOf, slotOf } from '../calendar/slot.ts';
import type { Zone } from '../calendar/zone.ts';
import {
  foldedPartition,
  type Generation,
  readRollUpSort,
  rollUpPartition,
  rollUpsBefore,
} from '../analytics-table.ts';
import { type Dimension, DIMENSIONS } from './dimension.ts';
import { foldedWrites, type Group, isBehind } from './folded-roll-up.ts';
import { keepZones, zonesAreReady } from './kept-zones.ts';
import { TRANSACTION_ITEMS } from './pages.ts';
import { monthFoldWrites, removal } from './roll-up-writes.ts';

/** What of a transaction may be blocks of one group. */
const BLOCKS_AT_ONCE = 60;

type Place = Readonly<{
  items: Items;
  generation: Generation;
  shards: number;
  /** The zones by whose days and months sums are to be kept, beside UTC. */
  zones: readonly string[];
}>;
type Folding = Omit<Place, 'zones'> & Readonly<{ zones: readonly Zone[]; now: Date }>;

/**
 * Moves the roll-ups of UTC days and months that are over out of their write shards into what is folded, so that a report
 * reads one item for a value and a day, and less for longer, however many containers wrote it. What comes late grows in a
 * shard again and is moved by the next run. A roll-up leaves its shard in the transaction that adds it to the folded
 * ones, so a crash at any point, or two runs at once, neither lose nor repeat any. Says how many were moved.
 */
export async function foldRollUps(place: Place, now: Date): Promise<number> {
  const kept = await keepZones(place, ['UTC', ...place.zones]);
  const folding: Folding = { ...place, zones: kept.map(({ zone }) => zone), now };
  let moved = 0;
  for (const dimension of DIMENSIONS) {
    moved += await fold(folding, groupsOf(dimension, waiting(folding, dimension)));
    for (let shard = 0; shard < place.shards; shard += 1)
      moved += await foldMonths(folding, dimension, shard);
  }
  if (kept.every(({ isReady }) => isReady)) return moved;
  let behind = 0;
  for (const dimension of DIMENSIONS) {
    const groups = groupsOf(dimension, daysBehind(folding, dimension));
    await fold(
      folding,
      counting(groups, () => (behind += 1)),
    );
  }
  if (behind === 0) await zonesAreReady(place, kept);
  return moved;
}

/** The roll-ups of days that are over, of all shards in one order. */
async function* waiting(
  { items, generation, shards, now }: Folding,
  dimension: Dimension,
): AsyncGenerator<Item> {
  const range = rollUpsBefore(dayOf(slotOf(now)));
  const queries = Array.from({ length: shards }, (_, shard) =>
    queryAll(items, { hash: rollUpPartition(generation, dimension, shard), range, consistent: true }),
  );
  const heads = await Promise.all(queries.map((query) => query.next()));
  for (;;) {
    const first = heads.reduce(
      (best, { done, value }, i) =>
        done === true || (best >= 0 && placeIn(value) >= placeIn(heads[best]?.value)) ? best : i,
      -1,
    );
    const [head, query] = [heads[first], queries[first]];
    if (head === undefined || query === undefined) return;
    yield head.value;
    heads[first] = await query.next();
  }
}

/** Days are groups whatever form their roll-ups have. */
function placeIn(item: Item | undefined): string {
  const { period, value } = readRollUpSort(item?.['sk']);
  return `${period.slice(0, 10)}#${value}`;
}

/** Folded days that are not in the sums of all zones yet, or have the form of the releases before. */
async function* daysBehind(
  { items, generation, zones }: Folding,
  dimension: Dimension,
): AsyncGenerator<Item> {
  const query = {
    hash: foldedPartition(generation, dimension),
    range: { beginsWith: 'D#' },
    consistent: true,
  };
  for await (const item of queryAll(items, query)) if (isBehind(item, zones)) yield item;
}

/** Puts together what is of one value and day. Days that are folded themselves make a group that moves nothing. */
async function* groupsOf(dimension: Dimension, roll: AsyncIterable<Item>): AsyncGenerator<Group> {
  let blocks: Item[] = [];
  const group = (): Group => {
    const { period, value } = readRollUpSort(blocks[0]?.['sk']);
    const own = blocks.filter((item) => !isFoldedDay(item));
    return { dimension, day: period.slice(0, 10), value, blocks: own };
  };
  for await (const item of roll) {
    const isOther = placeIn(blocks[0] ?? item) !== placeIn(item);
    if (isOther || blocks.length === BLOCKS_AT_ONCE) {
      yield group();
      blocks = [];
    }
    blocks.push(item);
  }
  if (blocks.length > 0) yield group();
}

const isFoldedDay = ({ pk, sk }: Item): boolean =>
  String(pk).endsWith('#folded') && !readRollUpSort(sk).period.includes('T');

async function* counting<T>(all: AsyncIterable<T>, counted: () => void): AsyncGenerator<T> {
  for await (const one of all) {
    counted();
    yield one;
  }
}

/** Moves groups, as many at once as a transaction takes. */
async function fold(folding: Folding, groups: AsyncIterable<Group>): Promise<number> {
  const sizeOf = (group: Group): number => group.blocks.length + 1 + 4 * folding.zones.length;
  let moved = 0;
  let together: Group[] = [];
  let size = 0;
  for await (const group of groups) {
    const isMore = together.some(({ day, value }) => day === group.day && value === group.value);
    if (isMore || size + sizeOf(group) > TRANSACTION_ITEMS) {
      moved += await move(folding, together);
      together = [];
      size = 0;
    }
    together.push(group);
    size += sizeOf(group);
  }
  return moved + (together.length > 0 ? await move(folding, together) : 0);
}

/** What has grown since it was read stays where it is, for the next run. */
async function move(folding: Folding, groups: readonly Group[]): Promise<number> {
  const grown = new Set<Item>();
  return retrying(async () => {
    const left = groups
      .map((group) => ({ ...group, blocks: group.blocks.filter((block) => !grown.has(block)) }))
      .filter(({ blocks }, i) => blocks.length > 0 || groups[i]?.blocks.length === 0);
    if (left.length === 0) return 0;
    const blocks = left.flatMap((group) => group.blocks);
    const outcome = await folding.items.write([
      ...blocks.map(removal),
      ...(await foldedWrites(left, folding)),
    ]);
    if (outcome.ok) return blocks.length;
    for (const { index } of outcome.refusals) {
      const block = blocks[index];
      if (block !== undefined) grown.add(block);
    }
    return undefined;
  });
}

/** Months have numbers of their own kind, and few; each moves alone. */
async function foldMonths(
  { items, generation, now }: Folding,
  dimension: Dimension,
  shard: number,
): Promise<number> {
  const hash = rollUpPartition(generation, dimension, shard);
  const range = rollUpsBefore(monthOf(slotOf(now)));
  let moved = 0;
  for await (const item of queryAll(items, { hash, range, consistent: true })) {
    const key = { pk: foldedPartition(generation, dimension), sk: item['sk'] as string };
    const folded = await items.get(key, { consistent: true });
    const { ok } = await items.write(monthFoldWrites(generation, dimension, shard, { item, folded }));
    moved += ok ? 1 : 0;
  }
  return moved;
}
