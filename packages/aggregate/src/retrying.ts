import { Busy } from './errors.ts';

/** How often something that only met others is tried, and the longest first pause, in milliseconds. */
const ATTEMPTS = 8;
const PAUSE_MS = 20;

/**
 * Tries what others may be in the way of until it answers something other than undefined, with a pause with full jitter
 * before each try but the first, twice as long each time.
 *
 * @throws AppError BUSY after the last try; what a try throws, at once
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export async function retrying<T>(attempt: () => Promise<T | undefined>): Promise<T> {
  for (let tried = 0; tried < ATTEMPTS; tried += 1) {
    if (tried > 0) await pause(Math.random() * PAUSE_MS * 2 ** (tried - 1));
    const answer = await attempt();
    if (answer !== undefined) return answer;
  }
  throw Busy({ details: { retryAfter: 1 } });
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
