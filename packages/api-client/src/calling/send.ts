import { secondsToWait } from '../problems/retry-after.ts';
import type { Clock } from './clock.ts';

/** How a request is sent. */
export type Plan = Readonly<{
  fetch: (request: Request) => Promise<Response>;
  clock: Clock;
  /** How often, the first time included. */
  tries: number;
  /** How long one try may take. */
  timeoutMs: number;
  /** The longest time that an answer may ask to wait for; is it longer, whoever called decides. */
  longestWaitMs: number;
  /** Whether doing it twice is as good as once. */
  repeatable: boolean;
  /** Whether the answer is passed on while it arrives; otherwise it has arrived whole, or the try has failed. */
  streamed: boolean;
}>;

/** What one try came to. */
type Outcome = Readonly<{ response: Response; error?: never } | { response?: never; error: unknown }>;

/** The first pause, at most; each that follows is twice as long. */
const PAUSE_MS = 300;

/**
 * Sends a request, and again where that helps and cannot harm. What was refused before anything was done (429, and 503 that
 * says when to come again) is repeated whatever it is. What may have been done, because the answer was lost or something on
 * the way gave up, is repeated only when it is repeatable.
 *
 * @returns the last answer, good or bad
 * @throws what fetch threw at the last try; the signal's reason when the caller gave up
 */
export async function send(request: Request, plan: Plan): Promise<Response> {
  for (let tried = 1; ; tried += 1) {
    const outcome = await attempt(request.clone(), plan);
    request.signal.throwIfAborted();
    const pause = tried < plan.tries ? pauseAfter(outcome, tried, plan) : undefined;
    if (pause === undefined) {
      if (outcome.response === undefined) throw outcome.error;
      return outcome.response;
    }
    await outcome.response?.body?.cancel();
    await plan.clock.sleep(pause, request.signal);
  }
}

async function attempt(request: Request, { fetch, timeoutMs, streamed }: Plan): Promise<Outcome> {
  const tooLate = new AbortController();
  const timer = setTimeout(() => tooLate.abort(new DOMException('no answer', 'TimeoutError')), timeoutMs);
  try {
    const signal = AbortSignal.any([request.signal, tooLate.signal]);
    const response = await fetch(new Request(request, { signal }));
    return { response: streamed ? response : await arrived(response) };
  } catch (error) {
    return { error };
  } finally {
    clearTimeout(timer);
  }
}

/** An answer whose body is here: half of one is a lost answer, and to be asked for again. */
async function arrived(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  // Responses with these must not have a body, not even an empty one.
  const body = [204, 205, 304].includes(status) ? null : await response.arrayBuffer();
  return new Response(body, { status, statusText, headers });
}

/** How long to wait before the next try; undefined when there must be none. */
function pauseAfter({ response }: Outcome, tried: number, plan: Plan): number | undefined {
  const { clock, repeatable, longestWaitMs } = plan;
  const backOff = clock.random() * PAUSE_MS * 2 ** (tried - 1);
  if (response === undefined) return repeatable ? backOff : undefined;
  const { status, headers } = response;
  const seconds = secondsToWait(headers, clock.now());
  const refused = status === 429 || (status === 503 && seconds !== undefined);
  const givenUp = repeatable && [502, 503, 504].includes(status);
  if (!refused && !givenUp) return undefined;
  // Not all who were told the same time come again at the same moment.
  const asked = seconds === undefined ? backOff : seconds * 1000 + backOff;
  return asked - backOff > longestWaitMs ? undefined : asked;
}
