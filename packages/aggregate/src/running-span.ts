import { epochSeconds } from '@cartless/domain';
import type { Key, When, Write } from './items.ts';

/** A span of time by the clock, such as an hour. */
export type RunningSpan = Readonly<{
  /** Which one it is, counted from 1970; it belongs into the key of what counts in it. */
  number: number;
  secondsLeft: number;
  /** When the table may forget what was counted, in epoch seconds: one span after the end. */
  expiresAt: number;
}>;

/** The span of so many seconds that is running at an instant. */
export function runningSpan(seconds: number, at: Date): RunningSpan {
  const now = epochSeconds(at);
  const number = Math.floor(now / seconds);
  const end = (number + 1) * seconds;
  return { number, secondsLeft: end - now, expiresAt: end + seconds };
}

type More = Readonly<{ add?: Readonly<Record<string, ReadonlySet<string>>>; when?: When }>;

/**
 * Counts one more in the attribute `used` of the item that counts in a span.
 *
 * @param more what else is added to the item, and when it may count
 */
export const countingWrite = (
  key: Key,
  { expiresAt }: Pick<RunningSpan, 'expiresAt'>,
  { add, ...when }: More = {},
): Write => ({ update: key, add: { used: 1, ...add }, set: { expiresAt }, ...when });
