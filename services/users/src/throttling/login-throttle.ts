/** What is remembered of failed log-ins, of one account or from one network address. */
export type Failures = Readonly<{ failures: number; lastAt: number }>;

type Limits = Readonly<{ free: number; maxDelaySeconds: number }>;

/**
 * An account waits once, briefly; with more failures it is under attack and asks new devices for a code. A known device waits for
 * its own failures, a minute at most. A network address that keeps guessing, at whatever accounts, waits much longer; it starts later, because a whole
 * office or mobile network may share it.
 */
export const ACCOUNT_LIMITS: Limits = { free: 5, maxDelaySeconds: 60 };
export const ADDRESS_LIMITS: Limits = { free: 50, maxDelaySeconds: 900 };

/** Times are whole seconds, so a delay of one could be over at once. */
const FIRST_DELAY_SECONDS = 4;

/** Failures are forgotten after this long without a new one. */
export const FORGET_SECONDS = 3600;

/**
 * How long to wait before the next try, in seconds: nothing for the first failures, then four seconds and double each time.
 *
 * @param now epoch seconds
 */
export function secondsToWait(known: Failures | undefined, limits: Limits, now: number): number {
  if (known === undefined || known.failures < limits.free) return 0;
  const delay = Math.min(FIRST_DELAY_SECONDS * 2 ** (known.failures - limits.free), limits.maxDelaySeconds);
  return Math.max(0, known.lastAt + delay - now);
}
