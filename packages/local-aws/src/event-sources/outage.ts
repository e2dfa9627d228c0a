import type { Log } from './event-source.ts';
import { pause } from './pause.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** Tells the developer once that something is away and once that it is back, and paces the tries in between. */
export class Outage {
  readonly #what: string;
  readonly #log: Log;
  #reason: string | undefined;
  #pauseMs = FIRST_PAUSE_MS;

  constructor(what: string, log: Log) {
    this.#what = what;
    this.#log = log;
  }

  /** Notes a failed try and waits before the next one: 100 ms first, doubling up to 2 s. */
  async failed(error: unknown, signal: AbortSignal): Promise<void> {
    const reason = describeError(error);
    if (this.#reason === undefined) {
      this.#log(`${this.#what}: ${reason}. Trying again until it answers.`);
    }
    this.#reason = reason;
    await pause(this.#pauseMs, signal);
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
  }

  /** Notes that a try went well. */
  recovered(): void {
    if (this.#reason === undefined) return;
    this.#log(`${this.#what}: answers again.`);
    this.#reason = undefined;
    this.#pauseMs = FIRST_PAUSE_MS;
  }
}

/** One line about any thrown value; Node's connection errors have an empty message and a code. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError && error.message === '')
    return error.errors.map(describeError).join(', ');
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return error.message || code || error.name;
}
