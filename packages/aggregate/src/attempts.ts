import { Busy } from './errors.ts';

/** How often something that only met others is tried, and the longest first pause, in milliseconds. */
const ATTEMPTS = 8;
const PAUSE_MS = 20;

/**
 * The tries that everything gets which others may be in the way of: a pause with full jitter before each but the first, twice
 * as long each time.
 *
 * @throws AppError BUSY after the last
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export async function* attempts(limit = ATTEMPTS, pauseMs = PAUSE_MS): AsyncGenerator<number, never> {
  for (let tried = 0; tried < limit; tried += 1) {
    if (tried > 0) await pause(Math.random() * pauseMs * 2 ** (tried - 1));
    yield tried;
  }
  throw Busy({ details: { retryAfter: 1 } });
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
