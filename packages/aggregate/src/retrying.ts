import { Busy } from './errors.ts';

export type Tries = Readonly<{
  /** How many, the first one included; 8 when left out. */
  attempts?: number;
  /** The longest pause before the second, in milliseconds; 20 when left out. */
  pauseMs?: number;
  /** Whether a failure says something about the moment alone; when left out, none does. */
  mayPass?: (error: unknown) => boolean;
}>;

/** Calls of other services take longer to come round than a write that met another one. */
export const CALL: Tries = { attempts: 3, pauseMs: 160 };

/**
 * Tries what others may be in the way of until it answers something other than undefined, with a pause with full jitter
 * before each try but the first, twice as long each time.
 *
 * @throws AppError BUSY after a last try that answers undefined; what a try throws, at once, or after the last one when it may pass
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export async function retrying<T>(
  attempt: () => Promise<T | undefined>,
  { attempts = 8, pauseMs = 20, mayPass = () => false }: Tries = {},
): Promise<T> {
  for (let tried = 1; tried <= attempts; tried += 1) {
    if (tried > 1) await pause(Math.random() * pauseMs * 2 ** (tried - 2));
    try {
      const answer = await attempt();
      if (answer !== undefined) return answer;
    } catch (error) {
      if (tried === attempts || !mayPass(error)) throw error;
    }
  }
  throw Busy({ details: { retryAfter: 1 } });
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
