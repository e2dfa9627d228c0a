import { createHmac } from 'node:crypto';
import {
  backoff,
  type Outbox,
  PROMPT,
  type Try,
  WebhookSender,
  type WebhookSwitches,
} from '../../kit/webhook-sender.ts';
import type { Delivery, PaymentState } from '../payment-state.ts';
import { newId, type StripeEvent } from '../stripe-objects.ts';

const TRIES = 60;
const TIMEOUT_MS = 10_000;

/** How long to wait after try number `tries` (from 1): 1 s, 2 s, 4 s … at most 30 s, so 60 tries span 27 minutes. */
export const retryDelayMs = backoff(1000, 30_000);

/** How often a delivery is tried, and how long after a try the next one is, by the number of the try from 1 on. */
export type Patience = Readonly<{ tries: number; waitMs: (tries: number) => number }>;

interface DeliveriesOptions {
  readonly state: PaymentState;
  readonly url: string | undefined;
  readonly secret: string;
  readonly log: (line: string) => void;
  readonly changed: () => void;
  /** Half an hour's when left out: nobody has more time at a simulator. */
  readonly patience?: Patience;
}

interface Sending {
  readonly delivery: Delivery;
  readonly event: StripeEvent;
}

/** Delivers events to the shop until it answers 2xx, and keeps how each delivery went. */
export class Deliveries implements Outbox<Sending> {
  readonly url: string | undefined;
  readonly #options: DeliveriesOptions;
  readonly #sender: WebhookSender<Sending>;
  readonly #open = new Set<Sending>();
  readonly #patience: Patience;
  #switches = PROMPT;

  constructor(options: DeliveriesOptions) {
    const { url } = options;
    this.url = url;
    this.#options = options;
    this.#patience = options.patience ?? { tries: TRIES, waitMs: retryDelayMs };
    const switches = (): WebhookSwitches => this.#switches;
    this.#sender = new WebhookSender({ url, timeoutMs: TIMEOUT_MS, outbox: this, switches });
  }

  get switches(): WebhookSwitches {
    return this.#switches;
  }

  configure(switches: WebhookSwitches): void {
    this.#switches = switches;
    if (switches.paused) for (const { delivery } of this.#open) this.#plan(delivery, 0);
    this.#sender.wake();
  }

  /** Takes up the deliveries that an earlier run left unfinished. */
  resume(): void {
    const { deliveries, events } = this.#options.state;
    for (const delivery of deliveries.values()) {
      const event = events.get(delivery.eventId);
      if (event === undefined || !['waiting', 'held'].includes(delivery.status)) continue;
      this.#open.add({ delivery, event });
      this.#plan(delivery, 0);
    }
    this.#sender.wake();
  }

  add(event: StripeEvent): void {
    if (this.url === undefined) return;
    this.#plan(this.#begin(event).delivery, this.#switches.delayMs);
    this.#sender.wake();
  }

  /** Sends an event once more, now, even while deliveries are paused; answers after the first try. */
  async redeliver(event: StripeEvent): Promise<Delivery> {
    const sending = this.#begin(event);
    await this.#sender.sendNow(sending);
    return sending.delivery;
  }

  forgetAll(): void {
    this.#open.clear();
    this.#switches = PROMPT;
  }

  stop(): Promise<void> {
    return this.#sender.stop();
  }

  waiting(): readonly Sending[] {
    return [...this.#open];
  }

  dueAt({ delivery }: Sending): number {
    return delivery.nextAttemptAt ?? 0;
  }

  // What was held back goes out one after the other, so that the receiver sees exactly this order.
  lane({ delivery }: Sending): string {
    return delivery.status === 'held' ? 'held' : delivery.id;
  }

  message({ event }: Sending, at: number): { body: string; headers: Readonly<Record<string, string>> } {
    const body = JSON.stringify(event, null, 2);
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Stripe/1.0 (payment simulator)',
      'stripe-signature': signWebhook(body, this.#options.secret, Math.floor(at / 1000)),
    };
    return { body, headers };
  }

  tried(sending: Sending, { at, accepted, outcome, repeat }: Try): void {
    const { delivery, event } = sending;
    const { log, changed } = this.#options;
    delivery.attempts.push({ at, delivered: accepted, outcome });
    const tries = delivery.attempts.length;
    if (accepted && !repeat) {
      this.#end(sending, 'delivered');
      event.pending_webhooks -= 1;
    } else if (!repeat && tries >= this.#patience.tries) this.#end(sending, 'given-up');
    else if (!repeat) this.#plan(delivery, this.#patience.waitMs(tries));
    const { eventType, eventId, status } = delivery;
    log(`webhook ${eventType} ${eventId}: ${outcome}, ${status}, ${tries} ${tries === 1 ? 'try' : 'tries'}`);
    changed();
  }

  #begin(event: StripeEvent): Sending {
    const delivery: Delivery = {
      id: newId('whd'),
      eventId: event.id,
      eventType: event.type,
      attempts: [],
      status: 'waiting',
      nextAttemptAt: null,
    };
    this.#options.state.deliveries.set(delivery.id, delivery);
    event.pending_webhooks += 1;
    const sending = { delivery, event };
    this.#open.add(sending);
    return sending;
  }

  #plan(delivery: Delivery, delayMs: number): void {
    const { paused } = this.#switches;
    delivery.status = paused ? 'held' : 'waiting';
    delivery.nextAttemptAt = paused ? null : Date.now() + delayMs;
    this.#options.changed();
  }

  #end(sending: Sending, status: 'delivered' | 'given-up'): void {
    this.#open.delete(sending);
    sending.delivery.status = status;
    sending.delivery.nextAttemptAt = null;
  }
}

/**
 * The value of the `Stripe-Signature` header: HMAC-SHA256 over the time, a dot and the body exactly as sent.
 *
 * @param seconds Seconds since 1970. Receivers refuse signatures older than five minutes, so sign at every try.
 * @see https://docs.stripe.com/webhooks#verify-manually
 */
function signWebhook(body: string, secret: string, seconds: number): string {
  const digest = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${digest}`;
}
