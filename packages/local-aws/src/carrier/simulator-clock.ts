import { CarrierError } from './carrier-error.ts';

const TEN_YEARS_MS = 10 * 365 * 86_400_000;

/** Real time plus an offset that only grows. */
export interface SimulatorClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** @throws CarrierError when the move goes back, or further than ten years. */
  advanceBy(milliseconds: number): void;
}

export function simulatorClock(offset: { clockOffsetMs: number }): SimulatorClock {
  return {
    now: () => Date.now() + offset.clockOffsetMs,
    advanceBy: (milliseconds) => {
      if (!Number.isFinite(milliseconds) || milliseconds < 0) {
        throw new CarrierError(
          422,
          'CLOCK.BACKWARDS',
          'The clock only moves forward. POST /_control/reset starts afresh.',
        );
      }
      if (milliseconds > TEN_YEARS_MS) {
        throw new CarrierError(422, 'CLOCK.TOO_FAR', 'Move the clock by ten years at most.');
      }
      offset.clockOffsetMs += Math.round(milliseconds);
    },
  };
}

/** A time as EasyPost writes it: UTC, whole seconds. */
export const easyPostTime = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
