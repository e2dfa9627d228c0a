import type { Item, Items, Key } from '@cartless/aggregate';
import { type Dimension, DIMENSIONS } from './dimension.ts';
import { dayOf, hourOf, monthOf } from '../calendar/hour.ts';
import { foldedPartition, type Generation, rollUpPartition, rollUpsBefore } from '../analytics-table.ts';
import { foldWrites, isLarge, largeFoldWrites } from './roll-up-writes.ts';

/** Each roll-up that moves is two of the hundred items of a transaction. */
const AT_ONCE = 50;

type Place = Readonly<{
  items: Items;
  generation: Generation;
  shards: number;
}>;
type Shard = Readonly<{ dimension: Dimension; shard: number }>;

/**
 * Moves the roll-ups of UTC days and months that are over out of their write shards into one folded roll-up each, so
 * that a report reads one item for a value and a day, however many containers wrote it. What comes late grows in a
 * shard again and is moved by the next run. A roll-up leaves its shard in the transaction that adds it to the folded
 * one, so a crash at any point, or two runs at once, neither lose nor repeat any. Says how many were moved.
 */
export async function foldRollUps(place: Place, now: Date): Promise<number> {
  const hour = hourOf(now);
  let moved = 0;
  for (const dimension of DIMENSIONS) {
    for (let shard = 0; shard < place.shards; shard += 1) {
      for (const open of [dayOf(hour), monthOf(hour)]) {
        moved += await foldShard(place, { dimension, shard }, open);
      }
    }
  }
  return moved;
}

async function foldShard(place: Place, from: Shard, open: string): Promise<number> {
  const range = rollUpsBefore(open);
  let moved = 0;
  let after: Key | undefined;
  do {
    const page = await place.items.query({
      hash: rollUpPartition(place.generation, from.dimension, from.shard),
      range,
      limit: AT_ONCE,
      consistent: true,
      ...(after && { after }),
    });
    moved += await move(place, from, page.items);
    after = page.next;
  } while (after !== undefined);
  return moved;
}

/** What has grown since it was read stays where it is, for the next run. */
async function move(place: Place, { dimension, shard }: Shard, rollUps: readonly Item[]): Promise<number> {
  const { items, generation } = place;
  let moved = 0;
  for (const item of rollUps.filter(isLarge)) {
    const key = { pk: foldedPartition(generation, dimension), sk: item['sk'] as string };
    const folded = await items.get(key, { consistent: true });
    const { ok } = await items.write(largeFoldWrites(generation, dimension, shard, { item, folded }));
    moved += ok ? 1 : 0;
  }
  for (let left = rollUps.filter((item) => !isLarge(item)); left.length > 0;) {
    const writes = left.flatMap((item) => foldWrites(generation, dimension, shard, item));
    const outcome = await items.write(writes);
    if (outcome.ok) return moved + left.length;
    const grown = new Set(outcome.refusals.map(({ index }) => Math.floor(index / 2)));
    left = left.filter((_, i) => !grown.has(i));
  }
  return moved;
}
