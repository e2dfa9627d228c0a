import type { Items } from '@cartless/aggregate';
import { isError } from '@cartless/domain';
import { type Generation, REPAIR_KEY } from '../analytics-table.ts';
import type { TimeLeft } from '../facts/ports.ts';
import type { Ground } from '../ground.ts';
import { orderFactStore } from '../order-lists/order-facts-store.ts';
import { rollUpStore } from '../roll-ups/roll-ups-store.ts';
import { RebuildRefused } from './errors.ts';
import { freshGeneration, storedGeneration } from './generation.ts';
import { daysToCompare, rebuildGeneration } from './rebuild-generation.ts';
import { type Difference, reconcile } from './reconcile.ts';

/** A repair that was made so lately, in milliseconds, and has not helped, is not tried again. */
const ONCE_IN_MS = 7 * 86_400_000;
/** How long a repair may take. */
const LONGEST_MS = 2 * 86_400_000;

/** The last repair that was asked for. */
type Repair = Readonly<{
  status: 'asked' | 'growing' | 'done' | 'refused';
  askedAt: string;
  /** The generation that grows. */
  next?: Generation;
  /** Why it was refused. */
  why?: string;
}>;

/** What a look at the numbers came to. `why` says why nothing is done about the differences, when nothing is. */
export type Look = Readonly<{ differences: readonly Difference[]; isAsked: boolean; why?: string }>;

/**
 * Compares days with their orders, and asks for a repair when something does not agree: the numbers are made anew from the
 * archive, beside the live ones, so that nothing can be counted twice.
 */
export async function lookForDifferences(own: Ground): Promise<Look> {
  const check = reconcile({ rollUps: rollUpStore(own), orders: orderFactStore(own) });
  const differences = (await Promise.all(daysToCompare(own.now()).map(check))).flat();
  if (differences.length === 0) return { differences, isAsked: false };
  const last = await lastRepair(own.items);
  const why = last && whyNotAgain(last, own.now());
  if (why !== undefined) return { differences, isAsked: false, why };
  if (last?.status !== 'asked' && last?.status !== 'growing') {
    await note(own.items, { status: 'asked', askedAt: own.now().toISOString() });
  }
  return { differences, isAsked: true };
}

function whyNotAgain({ status, askedAt, why }: Repair, now: Date): string | undefined {
  const age = now.getTime() - Date.parse(askedAt);
  const isOpen = status === 'asked' || status === 'growing';
  if (isOpen) return age > LONGEST_MS ? `the repair of ${askedAt} does not come to an end` : undefined;
  if (age > ONCE_IN_MS) return undefined;
  return status === 'done'
    ? `the repair of ${askedAt} did not help for long`
    : `the repair of ${askedAt} was refused: ${why}`;
}

/** What became of a repair in one run. */
export type RepairRun = Readonly<{ status: Repair['status'] | 'nothing'; events?: number; why?: string }>;

/** Goes on with the repair that is asked for, if there is one, as long as there is time. */
export async function goOnRepairing(
  own: Ground,
  run: Readonly<{ timeLeft: TimeLeft; settle(): Promise<void> }>,
): Promise<RepairRun> {
  const repair = await lastRepair(own.items);
  if (repair?.status !== 'asked' && repair?.status !== 'growing') return { status: 'nothing' };
  const live = await storedGeneration(own.items);
  const next = repair.next ?? (await freshGeneration(own.items, live));
  const growing: Repair = { ...repair, status: 'growing', next };
  await note(own.items, growing);
  try {
    const { isDone, events } = await rebuildGeneration(own, {
      ...run,
      live,
      next,
      progress: () => undefined,
      unbookable: () => undefined,
    });
    if (!isDone) return { status: 'growing', events };
    await note(own.items, { ...growing, status: 'done' });
    return { status: 'done', events };
  } catch (error) {
    if (!isError(RebuildRefused, error)) throw error;
    const why = error.message;
    await note(own.items, { ...growing, status: 'refused', why });
    return { status: 'refused', why };
  }
}

const lastRepair = async (items: Items): Promise<Repair | undefined> =>
  (await items.get(REPAIR_KEY, { consistent: true })) as Repair | undefined;

const note = (items: Items, repair: Repair) => items.write([{ put: { ...repair, ...REPAIR_KEY } }]);
