import type { Played } from './history.ts';
import type { Plan } from './plan.ts';

export type Shrunk = Readonly<{ plan: Plan; played: Played; plays: number }>;

/** A history is not made shorter for ever. */
const MOST_PLAYS = 400;

/**
 * Looks for the shortest history in which the same thing does not hold: with fewer actors, fewer of their acts, fewer faults.
 *
 * @param first what became of the plan; it has a problem
 */
export async function shrink(
  plan: Plan,
  first: Played,
  play: (plan: Plan) => Promise<Played>,
): Promise<Shrunk> {
  let best = { plan, played: first };
  let plays = 0;
  /** Takes a shorter plan when it fails in the same way. */
  const taken = async (shorter: Plan): Promise<boolean> => {
    if (plays >= MOST_PLAYS) return false;
    plays += 1;
    const played = await play(shorter);
    if (played.problem?.invariant !== first.problem?.invariant) return false;
    best = { plan: shorter, played };
    return true;
  };
  await taken({ ...plan, only: first.faults });
  for (let before = -1; before !== sizeOf(best.plan);) {
    before = sizeOf(best.plan);
    await without(best.plan.parts, (parts) => taken({ ...best.plan, parts }));
    for (let index = 0; index < best.plan.parts.length; index += 1) {
      const acts = best.plan.parts[index]?.acts ?? [];
      await without(acts, (left) =>
        taken({
          ...best.plan,
          parts: best.plan.parts.map((part, at) => (at === index ? { ...part, acts: left } : part)),
        }),
      );
    }
    await without(best.plan.only ?? [], (only) => taken({ ...best.plan, only }));
    await without(best.plan.goods, async (goods) => goods.length > 0 && taken({ ...best.plan, goods }));
  }
  return { ...best, plays };
}

const sizeOf = ({ parts, goods, only = [] }: Plan): number =>
  parts.length + goods.length + only.length + parts.reduce((sum, { acts }) => sum + acts.length, 0);

/** Leaves out as much of a list as can be: halves first, then quarters, down to single ones. @see ddmin, Zeller 2002 */
async function without<T>(all: readonly T[], taken: (left: readonly T[]) => Promise<boolean>): Promise<void> {
  let left = all;
  for (let size = left.length; size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < left.length;) {
      const shorter = [...left.slice(0, from), ...left.slice(from + size)];
      if (await taken(shorter)) left = shorter;
      else from += size;
    }
  }
}
