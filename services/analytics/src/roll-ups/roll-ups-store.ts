import { type Item, queryAll, WRITE_IDS } from '@cartless/aggregate';
import type { RollUps, RollUpSpan } from './ports.ts';
import { periodsOf } from './cover.ts';
import { SPLITS } from './dimension.ts';
import type { StoredRollUp } from './roll-up.ts';
import { foldedPartition, rollUpPartition, rollUpRange, rollUpSort } from '../analytics-table.ts';
import type { Ground } from '../ground.ts';
import { foldedFrom } from './roll-up-writes.ts';

type Setting = Pick<Ground, 'items' | 'generation' | 'shards'>;

/**
 * Roll-ups in the service's table. A roll-up comes once for every place that holds a part of it: folded, and shards.
 * The shards are read first, so that what moves meanwhile is seen twice rather than not at all, and the folded roll-up
 * tells what it has taken in.
 */
export const rollUpStore = (setting: Setting): RollUps => ({
  async read(span) {
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
  },
});

/** One value of a split is read by its keys, anything else as a range. */
async function readPartition(
  { items }: Setting,
  pk: string,
  span: RollUpSpan,
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
  const [, period = '', ...value] = String(sk).split('#');
  return {
    period,
    value: value.join('#'),
    label: {
      ...(typeof title === 'string' && { title }),
      ...(typeof category === 'string' && { category }),
    },
    sums: sums as Readonly<Record<string, number>>,
  };
}
