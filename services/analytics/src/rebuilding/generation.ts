import { ABSENT, type Items } from '@cartless/aggregate';
import { isRecent } from '@cartless/domain';
import { type Generation, GENERATION_KEY, progressKey, REBUILD_KEY } from '../analytics-table.ts';
import type { Ground } from '../ground.ts';
import { RebuildRefused } from './errors.ts';

/** The generation of a table that was never rebuilt. */
const FIRST: Generation = 'g1';

/** How long a container may work with the generation it read, in milliseconds. A rebuild waits longer than this. */
export const GENERATION_LEASE_MS = 10_000;
/** How long a rebuild waits for consumers that read which generation is live just before the swap: a lease, and a transaction. */
export const SETTLE_MS = GENERATION_LEASE_MS + 10_000;

/** The generation that is live at this moment. */
export const storedGeneration = async (items: Items): Promise<Generation> =>
  ((await items.get(GENERATION_KEY, { consistent: true }))?.['live'] as Generation | undefined) ?? FIRST;

/** Reads which generation is live, at most once per lease. */
export function liveGeneration({ items, now }: Pick<Ground, 'items' | 'now'>): Ground['generation'] {
  let known: Generation = FIRST;
  let readAt = -Infinity;
  return async () => {
    const at = now().getTime();
    if (isRecent(readAt, GENERATION_LEASE_MS, at)) return known;
    known = await storedGeneration(items);
    readAt = at;
    return known;
  };
}

/**
 * Takes a generation that nothing was ever booked into: not the one that an interrupted rebuild has left half grown,
 * whose bookings may come from an older release.
 */
export async function freshGeneration(items: Items, live: Generation): Promise<Generation> {
  const last = Math.max(numberOf(live), numberOf((await lastStarted(items)) ?? live));
  // Two rebuilds that start at once would otherwise share a generation.
  const when = [{ pk: ABSENT }, { last: { lte: last } }];
  const { ok } = await items.write([{ update: REBUILD_KEY, set: { last: last + 1 }, when }]);
  if (!ok)
    throw new Error('Another rebuild started at the same moment. Let it end, or start this one again.');
  return `g${last + 1}`;
}

/** The generation of the rebuild that began last and is not done. @throws Error when there is none */
export async function interruptedGeneration(items: Items, live: Generation): Promise<Generation> {
  const last = await lastStarted(items);
  if (last !== undefined && (await isUnfinished(items, last, live))) return last;
  throw new Error(`No rebuild was interrupted since ${live} went live. Start one without --continue.`);
}

/** One that went live may still have to catch up with what came during the swap. */
async function isUnfinished(items: Items, last: Generation, live: Generation): Promise<boolean> {
  if (numberOf(last) > numberOf(live)) return true;
  const state = await items.get(progressKey(last), { consistent: true });
  return last === live && state !== undefined && state['isDone'] !== true;
}

async function lastStarted(items: Items): Promise<Generation | undefined> {
  const item = await items.get(REBUILD_KEY, { consistent: true });
  return item === undefined ? undefined : `g${String(item['last'])}`;
}

const numberOf = (generation: Generation): number => Number(generation.slice(1));

/** Makes a generation the live one; it may be that already. @throws AppError REBUILD_REFUSED when somebody else swapped meanwhile */
export async function goLive(
  { items, now }: Pick<Ground, 'items' | 'now'>,
  from: Generation,
  to: Generation,
): Promise<void> {
  const put = { ...GENERATION_KEY, live: to, previous: from, since: now().toISOString() };
  const { ok } = await items.write([{ put, when: [{ pk: ABSENT }, { live: from }, { live: to }] }]);
  if (!ok) throw RebuildRefused({ details: { why: `${from} is not live any more. Start ${to} again.` } });
}
