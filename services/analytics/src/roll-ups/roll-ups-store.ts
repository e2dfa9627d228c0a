import { type Item, queryAll, WRITE_IDS } from '@cartless/aggregate';
import type { RollUps } from './ports.ts';
import { periodsOf } from './cover.ts';
import { SPLITS } from './dimension.ts';
import type { MonthSpan } from './ports.ts';
import type { StoredRollUp } from './roll-up.ts';
import {
  foldedPartition,
  readRollUpSort,
  rollUpPartition,
  rollUpRange,
  rollUpSort,
} from '../analytics-table.ts';
import type { Ground } from '../ground.ts';
import { readyZones } from './kept-zones.ts';
import { countedIn } from './counted.ts';
import { foldedFrom } from './roll-up-writes.ts';

type Setting = Pick<Ground, 'items' | 'generation' | 'shards' | 'now'>;

/** Roll-ups in the service's table. */
export function rollUpStore(setting: Setting): RollUps {
  const zones = readyZones(setting);
  return {
    async count(span) {
      const generation = await setting.generation();
      return countedIn({ ...setting, generation, zones: await zones(generation) }, span);
    },
    read: (span) => readMonths(setting, span),
  };
}

/**
 * A month's roll-up comes once for every place that holds a part of it: folded, and shards. The shards are read first, so
 * that what moves meanwhile is seen twice rather than not at all, and the folded roll-up tells what it has taken in.
 */
async function readMonths(setting: Setting, span: MonthSpan): Promise<StoredRollUp[]> {
  const live = await setting.generation();
  const partitions = Array.from({ length: setting.shards }, (_, shard) =>
    rollUpPartition(live, span.dimension, shard),
  );
  const written = await Promise.all(partitions.map((pk) => readPartition(setting, pk, span, false)));
  const folded = await readPartition(setting, foldedPartition(live, span.dimension), span, true);
  const taken = new Map(folded.map((item) => [item['sk'], item]));
  const open = written.flatMap((items, shard) =>
    items.filter(({ sk, birth }) => birth === undefined || taken.get(sk)?.[foldedFrom(shard)] !== birth),
  );
  return [...folded, ...open].map(toStored);
}

/** One value of a split is read by its keys, anything else as a range. */
async function readPartition(
  { items }: Setting,
  pk: string,
  span: MonthSpan,
  consistent: boolean,
): Promise<readonly Item[]> {
  const { value } = span;
  const isSplit = SPLITS.some((split) => split === span.dimension);
  if (isSplit && value !== undefined) {
    const keys = periodsOf(span).map((period) => ({ pk, sk: rollUpSort(period, value) }));
    return items.getMany(keys, { consistent });
  }
  const found: Item[] = [];
  const range = rollUpRange(span.from, span.to);
  for await (const item of queryAll(items, { hash: pk, range, consistent })) found.push(item);
  return found;
}

function toStored({
  pk: _pk,
  sk,
  title,
  category,
  version: _v,
  birth: _b,
  [WRITE_IDS]: _id,
  ...sums
}: Item): StoredRollUp {
  return {
    ...readRollUpSort(sk),
    label: {
      ...(typeof title === 'string' && { title }),
      ...(typeof category === 'string' && { category }),
    },
    sums: sums as Readonly<Record<string, number>>,
  };
}
