import { Refusal } from './refusal.ts';

const TEN_YEARS_MS = 10 * 365 * 86_400_000;

/** Real time plus an offset that only grows. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** How far it is ahead of real time, in milliseconds. */
  offsetMs(): number;
  /** @throws Refusal 422 when the move goes back, or further than ten years. */
  advanceBy(milliseconds: number): void;
}

/** A clock whose offset lives in the state, so that a reset or another run finds it there. */
export const movableClock = (offset: { clockOffsetMs: number }): Clock => ({
  now: () => Date.now() + offset.clockOffsetMs,
  offsetMs: () => offset.clockOffsetMs,
  advanceBy: (milliseconds) => {
    if (!Number.isFinite(milliseconds) || milliseconds < 0) {
      const message = 'The clock only moves forward. POST /_control/reset starts afresh.';
      throw new Refusal(422, 'CLOCK.BACKWARDS', message);
    }
    if (milliseconds > TEN_YEARS_MS)
      throw new Refusal(422, 'CLOCK.TOO_FAR', 'Move the clock by ten years at most.');
    offset.clockOffsetMs += Math.round(milliseconds);
  },
});
