import { queryAll, type Write } from '@cartless/aggregate';
import { dayOf, firstSlot, monthOf, type Slot, slotOf } from '../calendar/slot.ts';
import { type Generation, lateKey, latePartition } from '../analytics-table.ts';
import type { Ground } from '../ground.ts';
import type { RollUpChange } from './roll-up.ts';

type Place = Readonly<{ generation: Generation; shard: number; now: Ground['now'] }>;

/**
 * Notes, for each month, that numbers of UTC days that are over change; in the same transaction as they do, so that whoever
 * remembers a report can tell. Each shard has marks of its own, and containers do not meet on them.
 */
export function lateMarks({ generation, shard, now }: Place, changes: readonly RollUpChange[]): Write[] {
  const at = now().toISOString();
  // Of a block of a day, the day; of a month, the month.
  const periods = changes.map(({ period }) => period.slice(0, 10));
  const over = periods.filter((period) => period < at.slice(0, period.length));
  const months = new Set(over.map((period) => period.slice(0, 7)));
  return [...months].map((month) => ({
    update: lateKey(generation, month, shard),
    add: { n: 1 },
    set: { at },
  }));
}

/** What tells one state of the numbers from another, and when they changed last (ISO 8601, or empty). */
export type LateState = Readonly<{ marks: readonly unknown[]; changedAt: string }>;

/** The state of the numbers of UTC days that are over, within the months of a range: one query, some 50 bytes a month. */
export async function readLateState(
  { items, generation }: Pick<Ground, 'items' | 'generation'>,
  { from, to }: Readonly<{ from: Slot; to: Slot }>,
): Promise<LateState> {
  const live = await generation();
  const marks: unknown[] = [live];
  let changedAt = '';
  const range = { from: `${monthOf(from)}#`, to: `${monthOf(to - 1)}$` };
  for await (const { sk, n, at } of queryAll(items, { hash: latePartition(live), range })) {
    marks.push(sk, n);
    if (typeof at === 'string' && at > changedAt) changedAt = at;
  }
  return { marks, changedAt };
}

/** Whether all of a range is in UTC days that are over. */
export const isOver = ({ to }: Readonly<{ to: Slot }>, now: Date): boolean =>
  to <= firstSlot(dayOf(slotOf(now)));
