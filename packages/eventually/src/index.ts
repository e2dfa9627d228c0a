import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';

/** The waits that are not over, each with a report of where it stands. */
const waiting = new Set<() => Error>();

/**
 * Looks again and again until what it sees is as wanted, and gives it. There is no bound on the time: Jest's own time-out
 * of the test (`testTimeout`) is the only end, so that a slow machine fails nothing. What was still waited for when the
 * tests of a file are over is told on stderr, with the place of the call and what was seen last.
 *
 * It does not take an error of `look` for "not yet": the error is thrown at once.
 * @param look what to look at; `undefined` is never as wanted
 * @param wanted whether this is it; without it, whether it is truthy
 * @param pauseMs milliseconds between two looks
 * @example const home = await eventually(() => track(order), ({ status }) => status === 'delivered');
 */
export async function eventually<T>(
  look: () => T | undefined | Promise<T | undefined>,
  wanted: (seen: T) => boolean = Boolean,
  { pauseMs = 20 }: Readonly<{ pauseMs?: number }> = {},
): Promise<T> {
  const error = new Error();
  let seen: T | undefined;
  const report = (): Error => {
    error.message = `It never came about: ${String(look)}\nSeen last: ${inspect(seen)}`;
    return error;
  };
  waiting.add(report);
  try {
    for (;;) {
      seen = await look();
      if (seen !== undefined && wanted(seen)) return seen;
      await sleep(pauseMs);
      // The tests of the file are over, and nobody is there to be told.
      if (!waiting.has(report)) throw report();
    }
  } finally {
    waiting.delete(report);
  }
}

// Not after each test: concurrent ones are still waiting then. The benches wait without Jest.
(globalThis as { afterAll?: (run: () => Promise<void>) => void }).afterAll?.(async () => {
  if (waiting.size === 0) return;
  for (const report of waiting) process.stderr.write(`${report().stack}\n`);
  waiting.clear();
  // Each takes notice after its pause, and whoever called it can clean up.
  await sleep(200);
});
