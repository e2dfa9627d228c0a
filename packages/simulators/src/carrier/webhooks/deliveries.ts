import { createHmac } from 'node:crypto';
import { backoff, type Outbox } from '../../kit/webhook-sender.ts';
import type { CarrierState, EventRecord } from '../carrier-state.ts';

export const ANSWER_WITHIN_MS = 7000; // EasyPost's own limit
const retryDelayMs = backoff(500, 30_000);

interface OutboxOptions {
  readonly url: string | undefined;
  readonly secret: string;
  readonly state: CarrierState;
  readonly log: (line: string) => void;
  readonly changed: () => void;
  /** How long after a refusal the next try is, by their number from 1 on; at most half a minute when left out. */
  readonly waitMs?: (failures: number) => number;
}

/**
 * The events that wait for the receiver's 2xx, however long that takes. Events of one parcel go one after the other; one
 * that was refused does not hold the next up.
 */
export const eventOutbox = (options: OutboxOptions): Outbox<EventRecord> => ({
  waiting: () => options.state.events.filter(({ remaining }) => remaining > 0),
  dueAt: ({ nextAttemptAt }) => nextAttemptAt,
  lane: ({ trackerId }) => trackerId,
  message: ({ body }, at) => ({
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'EasyPost/v2 webhook simulator',
      ...signatureHeaders(options.secret, options.url ?? '', body, new Date(at)),
    },
  }),
  tried: (event, { accepted, outcome, repeat }) => {
    event.attempts += 1;
    event.lastOutcome = outcome;
    if (repeat) event.duplicated = true;
    else if (accepted) {
      event.remaining -= 1;
      event.failures = 0;
    } else {
      event.failures += 1;
      const wait = (options.waitMs ?? retryDelayMs)(event.failures);
      event.nextAttemptAt = Date.now() + wait;
      options.log(`webhook ${event.id} was not accepted (${outcome}); next try in ${wait / 1000} s`);
    }
    options.changed();
  },
});

const sign = (secret: string, text: string): string =>
  `hmac-sha256-hex=${createHmac('sha256', Buffer.from(secret.normalize('NFKD'), 'utf8'))
    .update(text)
    .digest('hex')}`;

/**
 * The headers by which a receiver knows that a webhook is the carrier's. `X-Hmac-Signature` covers the raw body;
 * `X-Hmac-Signature-V2` covers timestamp, method, path and body, so that an old call cannot be played again.
 * The time is the real one, not the simulator's, because receivers compare it with their own clock.
 */
function signatureHeaders(secret: string, url: string, body: string, now: Date): Record<string, string> {
  const path = new URL(url).pathname;
  const timestamp = now.toUTCString().replace('GMT', '-0000');
  return {
    'X-Hmac-Signature': sign(secret, body),
    'X-Hmac-Signature-V2': sign(secret, `${timestamp}POST${path}${body}`),
    'X-Timestamp': timestamp,
    'X-Path': path,
  };
}
