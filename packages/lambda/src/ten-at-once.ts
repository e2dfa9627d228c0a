import type { TimeLeft } from './time-left.ts';

const AT_ONCE = 10;

/**
 * Does the same for each of many, ten at a time.
 *
 * @param timeLeft no more are begun when there is none
 * @returns for how many, from the first on, it was done
 */
export async function tenAtOnce<T>(
  all: readonly T[],
  work: (one: T) => Promise<unknown>,
  timeLeft: TimeLeft = () => Infinity,
): Promise<number> {
  let done = 0;
  while (done < all.length && timeLeft() > 0) {
    const some = all.slice(done, done + AT_ONCE);
    await Promise.all(some.map(work));
    done += some.length;
  }
  return done;
}
