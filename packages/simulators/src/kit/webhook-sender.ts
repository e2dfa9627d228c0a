import type { FieldReader } from './fields.ts';

const AT_ONCE = 8;

/** How webhooks are sent. */
export interface WebhookSwitches {
  /** Nothing is sent. */
  readonly paused: boolean;
  /** What was accepted is sent once more. */
  readonly duplicate: boolean;
  /** One after the other, the newest first. */
  readonly reverse: boolean;
  /** How long a new event waits before its first try. */
  readonly delayMs: number;
}

export const PROMPT: WebhookSwitches = { paused: false, duplicate: false, reverse: false, delayMs: 0 };

/** The switches after a change; one that the input does not name keeps its place. @throws Refusal 422 */
export function readSwitches(fields: FieldReader, before: WebhookSwitches): WebhookSwitches {
  fields.refuseOthers(['paused', 'duplicate', 'reverse', 'delayMs']);
  const after = {
    paused: fields.boolean('paused') ?? before.paused,
    duplicate: fields.boolean('duplicate') ?? before.duplicate,
    reverse: fields.boolean('reverse') ?? before.reverse,
    delayMs: fields.whole('delayMs', { min: 0, max: 86_400_000 }) ?? before.delayMs,
  };
  fields.refuseProblems();
  return after;
}

/** Waits between tries: the first, then twice as long each time, up to the longest. `tries` counts from 1. */
export const backoff =
  (firstMs: number, longestMs: number) =>
  (tries: number): number =>
    Math.min(longestMs, firstMs * 2 ** (tries - 1));

export interface Try {
  /** When it began, in milliseconds since the epoch. */
  readonly at: number;
  /** Whether the receiver took it: answered 2xx, and as the outbox wants it. */
  readonly accepted: boolean;
  /** `answered 200`, or why there was no answer. */
  readonly outcome: string;
  /** Whether it is the second delivery of what was accepted already; nothing depends on how it ends. */
  readonly repeat: boolean;
}

/** What a simulator wants sent, and how it writes down what came of it. Times are real ones, whatever its clock says. */
export interface Outbox<Item> {
  /** What still wants sending, oldest first; read at every turn. */
  waiting(): readonly Item[];
  /** When the next try is due, in milliseconds since the epoch. */
  dueAt(item: Item): number;
  /** Items of one lane are sent one after the other, never at the same time. */
  lane(item: Item): string;
  /** Where an item goes, when that is not the one address of the sender. */
  addressOf?(item: Item): string;
  /** Whether a receiver that answered 2xx took the item, when that alone does not say so. */
  accepts?(answer: string): boolean;
  /** The call to make, signed anew for every try. */
  message(item: Item, at: number): { body: string; headers: Readonly<Record<string, string>> };
  /** Writes down how a try ended, and after a refusal when the next one is due. */
  tried(item: Item, result: Try): void;
}

export interface WebhookSenderOptions<Item> {
  /** Without it nothing is sent but what says itself where it goes. */
  readonly url: string | undefined;
  /** How long the receiver may take to answer. */
  readonly timeoutMs: number;
  readonly outbox: Outbox<Item>;
  readonly switches: () => WebhookSwitches;
}

/** Sends what waits in an outbox, several lanes at once, until it waits no longer. */
export class WebhookSender<Item extends object> {
  readonly #options: WebhookSenderOptions<Item>;
  readonly #stopping = new AbortController();
  /** The lanes of the items that are being sent. */
  readonly #busy = new Map<Item, string>();
  readonly #running = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: WebhookSenderOptions<Item>) {
    this.#options = options;
  }

  get url(): string | undefined {
    return this.#options.url;
  }

  /** Looks for something to send, soon. To be called when the outbox or the switches changed. */
  wake(): void {
    this.#wakeIn(0);
  }

  /** Tries an item now, even while deliveries are paused; resolves after that try. */
  async sendNow(item: Item): Promise<void> {
    const url = this.#urlOf(item);
    if (url !== undefined) await this.#track(this.#send(url, item));
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await Promise.allSettled(this.#running);
  }

  #wakeIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    if (!this.#stopping.signal.aborted) this.#timer = setTimeout(() => this.#turn(), milliseconds);
  }

  #turn(): void {
    const { outbox, switches } = this.#options;
    const { paused, reverse } = switches();
    if (paused) return;
    const now = Date.now();
    const waiting = outbox.waiting().filter((item) => this.#urlOf(item) !== undefined);
    for (const item of reverse ? waiting.toReversed() : waiting) {
      if (this.#busy.size >= (reverse ? 1 : AT_ONCE)) return; // the end of one of them is a new turn
      const url = this.#urlOf(item);
      if (url !== undefined && outbox.dueAt(item) <= now && this.#isFree(item))
        void this.#track(this.#send(url, item));
    }
    const later = waiting.map((item) => outbox.dueAt(item)).filter((at) => at > now);
    if (later.length > 0) this.#wakeIn(later.reduce((first, at) => Math.min(first, at)) - now);
  }

  #urlOf(item: Item): string | undefined {
    return this.#options.outbox.addressOf?.(item) ?? this.url;
  }

  #isFree(item: Item): boolean {
    return !this.#busy.has(item) && ![...this.#busy.values()].includes(this.#options.outbox.lane(item));
  }

  async #send(url: string, item: Item): Promise<void> {
    const { outbox, switches } = this.#options;
    this.#busy.set(item, outbox.lane(item));
    const result = await this.#post(url, item);
    if (!this.#stopping.signal.aborted) outbox.tried(item, result);
    if (result.accepted && switches().duplicate) {
      const second = await this.#post(url, item);
      const outcome = `${second.outcome} (duplicate)`;
      if (!this.#stopping.signal.aborted) outbox.tried(item, { ...second, outcome, repeat: true });
    }
    this.#busy.delete(item);
    this.wake();
  }

  async #post(url: string, item: Item): Promise<Try> {
    const { outbox, timeoutMs } = this.#options;
    const at = Date.now();
    const { body, headers } = outbox.message(item, at);
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(timeoutMs)]);
    try {
      const response = await fetch(url, { method: 'POST', redirect: 'manual', headers, body, signal });
      const text = await response.text();
      const accepted = response.ok && (outbox.accepts?.(text) ?? true);
      return { at, accepted, outcome: `answered ${response.status}`, repeat: false };
    } catch (error) {
      return { at, accepted: false, outcome: reasonOf(error, timeoutMs), repeat: false };
    }
  }

  async #track(work: Promise<void>): Promise<void> {
    this.#running.add(work);
    await work.finally(() => this.#running.delete(work));
  }
}

function reasonOf(error: unknown, timeoutMs: number): string {
  const { name, message, cause } = error as Error & { cause?: { message?: string } };
  return name === 'TimeoutError' ? `no answer in ${timeoutMs / 1000} s` : (cause?.message ?? message);
}
