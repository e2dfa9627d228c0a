import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again until the answer is the wanted one: what happens in the background needs its time.
 * @throws Error with the last answer when it does not come
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  wanted: (answer: T) => boolean = () => true,
  { limitMs = 45_000, pauseMs = 50 }: Readonly<{ limitMs?: number; pauseMs?: number }> = {},
): Promise<T> {
  const deadline = Date.now() + limitMs;
  let last: T | undefined;
  while (Date.now() < deadline) {
    last = await ask();
    if (last !== undefined && wanted(last)) return last;
    await sleep(pauseMs);
  }
  throw new Error(`${what} did not happen within ${limitMs / 1000} s; last answer: ${JSON.stringify(last)}`);
}
