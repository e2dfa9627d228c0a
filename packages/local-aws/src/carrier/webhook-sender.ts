import { signatureHeaders } from './webhook-signature.ts';
import type { EventRecord, WebhookSwitches } from './simulator-state.ts';

const ANSWER_WITHIN_MS = 7000; // EasyPost's own limit
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
const AT_ONCE = 8;

export interface WebhookSenderOptions {
  url: string | undefined;
  secret: string;
  /** Read at every turn, since a reset replaces them. */
  events: () => readonly EventRecord[];
  switches: () => WebhookSwitches;
  /** Called after each attempt. */
  changed: () => void;
  log: (line: string) => void;
}

export interface WebhookSender {
  /** Looks for something to send, soon. */
  wake(): void;
  stop(): void;
}

/**
 * Sends events until the receiver says 2xx, however long that takes: after a failure it waits 0.5 s, then twice as long
 * each time up to half a minute. Events of one parcel go one after the other; a failed one does not hold the next up.
 */
export function webhookSender(options: WebhookSenderOptions): WebhookSender {
  const stopped = new AbortController();
  const busyTrackers = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const wakeIn = (milliseconds: number): void => {
    clearTimeout(timer);
    if (!stopped.signal.aborted) timer = setTimeout(turn, milliseconds);
  };

  const turn = (): void => {
    const { url } = options;
    const { paused, reverse } = options.switches();
    if (url === undefined || paused || stopped.signal.aborted) return;
    const limit = reverse ? 1 : AT_ONCE;
    const now = Date.now();
    const wanted = options.events().filter(({ remaining }) => remaining > 0);
    for (const event of reverse ? wanted.toReversed() : wanted) {
      if (busyTrackers.size >= limit) return; // the end of one of them wakes the sender again
      if (event.nextAttemptAt <= now && !busyTrackers.has(event.trackerId)) void attempt(url, event);
    }
    const waiting = wanted.map(({ nextAttemptAt }) => nextAttemptAt).filter((at) => at > now);
    if (waiting.length > 0) wakeIn(Math.min(...waiting) - now);
  };

  const attempt = async (url: string, event: EventRecord): Promise<void> => {
    busyTrackers.add(event.trackerId);
    event.attempts += 1;
    const outcome = await post(url, event.body);
    busyTrackers.delete(event.trackerId);
    if (stopped.signal.aborted) return;
    event.lastOutcome = outcome.text;
    if (outcome.accepted) settle(event);
    else {
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(event.failures, 10));
      event.failures += 1;
      event.nextAttemptAt = Date.now() + wait;
      options.log(`webhook ${event.id} was not accepted (${outcome.text}); next try in ${wait / 1000} s`);
    }
    options.changed();
    wakeIn(0);
  };

  const settle = (event: EventRecord): void => {
    event.remaining -= 1;
    event.failures = 0;
    if (options.switches().duplicate && !event.duplicated) {
      event.duplicated = true;
      event.remaining += 1;
    }
  };

  const post = async (url: string, body: string): Promise<{ accepted: boolean; text: string }> => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'EasyPost/v2 webhook simulator',
          ...signatureHeaders(options.secret, url, body, new Date()),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([stopped.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      await response.arrayBuffer();
      return { accepted: response.ok, text: `HTTP ${response.status}` };
    } catch (error) {
      const { message, cause } = error as Error & { cause?: { message?: string } };
      return {
        accepted: false,
        text: cause?.message === undefined ? message : `${message}: ${cause.message}`,
      };
    }
  };

  return {
    wake: () => wakeIn(0),
    stop: () => {
      stopped.abort();
      clearTimeout(timer);
    },
  };
}
