import type { Context } from 'aws-lambda';

/** How many milliseconds are left for work; 0 or less when it is time to stop. */
export type TimeLeft = () => number;
/** What Lambda tells a function of its time. */
export type Clocked = Pick<Context, 'getRemainingTimeInMillis'>;

/**
 * What of a function's time is kept for the step that is under way when the time for work is over, and for the answer: a
 * quarter, and no more than this.
 */
const RESERVE_MS = 10_000;

export const reserveOf = (context: Clocked): number =>
  Math.min(RESERVE_MS, context.getRemainingTimeInMillis() / 4);

/** The time of a function's run, without a reserve for the end of it. */
export function timeLeftOf(context: Clocked): TimeLeft {
  const reserve = reserveOf(context);
  return () => context.getRemainingTimeInMillis() - reserve;
}
