import { newId } from './new-id.ts';
import type { Delivery, DeliveryAttempt, PaymentState } from './payment-state.ts';
import type { StripeEvent } from './stripe-objects.ts';
import { signWebhook } from './webhook-signature.ts';

const TRIES = 60;
const TIMEOUT_MS = 10_000;
const AT_ONCE = 8;

/** How long to wait after try number `tries` (from 1): 1 s, 2 s, 4 s … at most 30 s, so 60 tries span 27 minutes. */
export const retryDelayMs = (tries: number): number => Math.min(30_000, 1000 * 2 ** (tries - 1));

export interface WebhookSettings {
  readonly paused: boolean;
  readonly duplicate: boolean;
  readonly reverse: boolean;
}

export const DEFAULT_WEBHOOK_SETTINGS: WebhookSettings = { paused: false, duplicate: false, reverse: false };

interface WebhookSenderOptions {
  readonly state: PaymentState;
  readonly url: string | undefined;
  readonly secret: string;
  readonly log: (line: string) => void;
  readonly changed: () => void;
}

/** Delivers events to the shop until it answers 2xx, with a fresh signature at every try. */
export class WebhookSender {
  readonly url: string | undefined;
  readonly #options: WebhookSenderOptions;
  readonly #stopping = new AbortController();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #running = new Set<Promise<void>>();
  #due: Delivery[] = [];
  #releasing = false;
  #settings = DEFAULT_WEBHOOK_SETTINGS;

  constructor(options: WebhookSenderOptions) {
    this.#options = options;
    this.url = options.url;
  }

  get settings(): WebhookSettings {
    return this.#settings;
  }

  /** Takes up the deliveries that an earlier run left unfinished. */
  resume(): void {
    for (const delivery of this.#options.state.deliveries.values()) {
      if (delivery.status === 'waiting' || delivery.status === 'held') this.#plan(delivery, 0);
    }
  }

  send(event: StripeEvent): void {
    if (this.url !== undefined) this.#plan(this.#newDelivery(event), 0);
  }

  /** Sends an event once more, now, even while deliveries are paused; answers after the first try. */
  async redeliver(event: StripeEvent): Promise<Delivery> {
    const delivery = this.#newDelivery(event);
    await this.#track(this.#attempt(delivery));
    return delivery;
  }

  configure(change: Partial<WebhookSettings>): void {
    this.#settings = { ...this.#settings, ...change };
    if (this.#settings.paused) this.#holdAll();
    else if (!this.#releasing) void this.#track(this.#release());
  }

  forgetAll(): void {
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.#timers.clear();
    this.#due = [];
    this.#settings = DEFAULT_WEBHOOK_SETTINGS;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.forgetAll();
    await Promise.allSettled(this.#running);
  }

  #newDelivery(event: StripeEvent): Delivery {
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
    return delivery;
  }

  #plan(delivery: Delivery, delayMs: number): void {
    if (this.#settings.paused) {
      delivery.status = 'held';
      delivery.nextAttemptAt = null;
    } else {
      delivery.status = 'waiting';
      delivery.nextAttemptAt = Date.now() + delayMs;
      this.#timers.set(
        delivery.id,
        setTimeout(() => {
          this.#timers.delete(delivery.id);
          this.#due.push(delivery);
          this.#pump();
        }, delayMs),
      );
    }
    this.#options.changed();
  }

  #pump(): void {
    while (this.#running.size < AT_ONCE) {
      const delivery = this.#due.shift();
      if (delivery === undefined) return;
      void this.#track(this.#attempt(delivery));
    }
  }

  #holdAll(): void {
    for (const delivery of this.#options.state.deliveries.values()) {
      const timer = this.#timers.get(delivery.id);
      if (timer === undefined && !this.#due.includes(delivery)) continue;
      clearTimeout(timer);
      this.#timers.delete(delivery.id);
      this.#plan(delivery, 0);
    }
    this.#due = [];
  }

  // One after the other, so that the receiver sees exactly this order.
  async #release(): Promise<void> {
    this.#releasing = true;
    while (!this.#settings.paused && !this.#stopping.signal.aborted) {
      const held = [...this.#options.state.deliveries.values()].filter(({ status }) => status === 'held');
      const next = this.#settings.reverse ? held.at(-1) : held[0];
      if (next === undefined) break;
      next.status = 'waiting';
      await this.#attempt(next);
    }
    this.#releasing = false;
  }

  async #attempt(delivery: Delivery): Promise<void> {
    const event = this.#options.state.events.get(delivery.eventId);
    if (event === undefined) return;
    delivery.nextAttemptAt = null;
    let attempt = await this.#post(event);
    if (this.#stopping.signal.aborted) return;
    delivery.attempts.push(attempt);
    if (attempt.delivered) {
      delivery.status = 'delivered';
      event.pending_webhooks -= 1;
      if (this.#settings.duplicate) {
        attempt = await this.#post(event);
        delivery.attempts.push({ ...attempt, outcome: `${attempt.outcome} (duplicate)` });
      }
    } else if (delivery.attempts.length >= TRIES) {
      delivery.status = 'given-up';
    } else if (this.#options.state.deliveries.has(delivery.id)) {
      this.#plan(delivery, retryDelayMs(delivery.attempts.length));
    }
    const tries = `${delivery.attempts.length} ${delivery.attempts.length === 1 ? 'try' : 'tries'}`;
    this.#options.log(
      `webhook ${delivery.eventType} ${delivery.eventId}: ${attempt.outcome}, ${delivery.status}, ${tries}`,
    );
    this.#options.changed();
  }

  async #post(event: StripeEvent): Promise<DeliveryAttempt> {
    const at = Date.now();
    const body = JSON.stringify(event, null, 2);
    try {
      const response = await fetch(this.url ?? '', {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (payment simulator)',
          'stripe-signature': signWebhook(body, this.#options.secret, Math.floor(at / 1000)),
        },
        body,
        signal: AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await response.arrayBuffer();
      return { at, delivered: response.ok, outcome: `answered ${response.status}` };
    } catch (error) {
      return { at, delivered: false, outcome: reasonOf(error) };
    }
  }

  async #track(work: Promise<void>): Promise<void> {
    this.#running.add(work);
    try {
      await work;
    } finally {
      this.#running.delete(work);
      this.#pump();
    }
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer in ${TIMEOUT_MS / 1000} s`;
  return error.cause instanceof Error ? error.cause.message : error.message;
}
