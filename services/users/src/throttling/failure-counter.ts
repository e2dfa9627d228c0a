import { ABSENT, type Item, type Items, retrying, type When } from '@cartless/aggregate';
import { epochSeconds } from '@cartless/domain';
import { type Failures, FORGET_SECONDS } from './login-throttle.ts';

/** What a counter of failures says; undefined when there were none. */
export const failuresOf = (item: Item | undefined): Failures | undefined =>
  item && { failures: Number(item['failures']), lastAt: Number(item['lastAt']) };

/** Counts one more failure; a count nobody added to for a while starts again. */
export async function countFailure(items: Items, key: Readonly<{ id: string }>, at: Date): Promise<Failures> {
  const now = epochSeconds(at);
  const since = now - FORGET_SECONDS;
  const stamp = { lastAt: now, expiresAt: now + 2 * FORGET_SECONDS };
  const write = async (change: Readonly<{ add?: { failures: 1 }; set: Item }>, when: When) => {
    const outcome = await items.write([{ update: key, ...change, when }]);
    return outcome.ok ? failuresOf(outcome.item) : undefined;
  };
  return retrying(
    async () =>
      (await write({ add: { failures: 1 }, set: stamp }, { lastAt: { gte: since } })) ??
      (await write({ set: { ...stamp, failures: 1 } }, [{ id: ABSENT }, { lastAt: { lt: since } }])),
  );
}
