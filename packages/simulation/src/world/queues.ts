import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { DeployedFunction, DeployedQueue } from '../build/deployment.ts';
import type { Basis } from './basis.ts';
import type { Functions } from './functions.ts';

type Attributes = Readonly<
  Record<string, { readonly DataType?: string | undefined; readonly StringValue?: string | undefined }>
>;
export type Message = {
  readonly id: string;
  readonly body: string;
  readonly attributes: Attributes;
  /**
   * From when on its queue keeps it. Becoming a dead letter does not begin its time anew, a redrive does: what was redriven is a
   * new message (Amazon SQS Developer Guide, "Configure a dead-letter queue redrive").
   */
  readonly sentAt: number;
  receives: number;
  visibleAt: number;
  /** How often it was redriven. */
  redriven: number;
};

/** What a queue stands on. */
type Place = Readonly<{ basis: Basis; functions: Functions; queueNamed: (name: string) => Queue }>;

const AT_ONCE = 3;

/** A standard queue of SQS: at least once, in any order; what was received too often goes among the dead letters. */
export class Queue {
  readonly name: string;
  readonly #basis: Basis;
  readonly #place: Place;
  readonly #declared: DeployedQueue;
  readonly messages = new Map<string, Message>();
  #reader: Readonly<{ fn: DeployedFunction; batchSize: number }> | undefined;
  #reading = 0;
  #count = 0;

  constructor(place: Place, name: string, declared: DeployedQueue) {
    this.#basis = place.basis;
    this.#place = place;
    this.name = name;
    this.#declared = declared;
  }

  get url(): string {
    return this.#declared.url;
  }

  get deadLetters(): string | undefined {
    return this.#declared.deadLetters;
  }

  readBy(fn: DeployedFunction, batchSize: number): void {
    this.#reader = { fn, batchSize };
  }

  /** Reads what is there. */
  wake(): void {
    this.#readAt(this.#basis.scheduler.now);
  }

  send(body: string, attributes: Attributes = {}, delayMs = this.#declared.delayMs): string {
    this.#count += 1;
    const id = `${this.name}/${this.#count}`;
    this.#basis.meter?.add({ queueRequests: 1 }, this.#reader?.fn);
    this.#add({
      id,
      body,
      attributes,
      sentAt: this.#basis.scheduler.now,
      receives: 0,
      visibleAt: this.#basis.scheduler.now + delayMs,
      redriven: 0,
    });
    if (this.#basis.faults.strike('message-doubled', this.name)) {
      const later = this.#basis.chance.whole(`doubled ${this.name}`, 1, 600_000);
      this.#add({
        id: `${id}'`,
        body,
        attributes,
        sentAt: this.#basis.scheduler.now,
        receives: 0,
        visibleAt: this.#basis.scheduler.now + delayMs + later,
        redriven: 0,
      });
    }
    return id;
  }

  #add(message: Message): void {
    this.messages.set(message.id, message);
    this.#readAt(message.visibleAt);
  }

  #readAt(at: number): void {
    if (this.#reader === undefined) return;
    const { scheduler, chance } = this.#basis;
    const wait = Math.max(0, at - scheduler.now) + chance.whole(`poll ${this.name}`, 1, 100);
    scheduler.after(wait, () => void this.#read());
  }

  /** What can be received now; it is out of sight for a while. */
  receive(most: number, visibilityMs = this.#declared.visibilityMs): Message[] {
    this.#forgetOld();
    const { scheduler, chance } = this.#basis;
    const visible = [...this.messages.values()].filter(({ visibleAt }) => visibleAt <= scheduler.now);
    const order = new Map(visible.map(({ id }) => [id, chance.next(`order ${this.name}`)]));
    const taken: Message[] = [];
    for (const message of visible.toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))) {
      if (taken.length === most) break;
      if (message.receives >= (this.#declared.receives ?? Infinity)) {
        this.#giveUp(message);
        continue;
      }
      message.receives += 1;
      message.visibleAt = scheduler.now + visibilityMs;
      taken.push(message);
    }
    return taken;
  }

  /** How many messages there are, and how many of them cannot be received yet. */
  count(): Readonly<{ all: number; held: number }> {
    this.#forgetOld();
    const messages = [...this.messages.values()];
    const isHeld = ({ visibleAt }: Message) => visibleAt > this.#basis.scheduler.now;
    return { all: messages.length, held: messages.filter(isHeld).length };
  }

  /** Puts the messages of this queue of dead letters, those in hand apart, back into the one that they come from. @returns how many */
  redriveTo(queue: Queue): number {
    this.#forgetOld();
    const { now } = this.#basis.scheduler;
    const moved = [...this.messages.values()].filter(({ visibleAt }) => visibleAt <= now);
    for (const message of moved) {
      this.messages.delete(message.id);
      queue.#add({
        ...message,
        id: `${message.id}+`,
        sentAt: this.#basis.scheduler.now,
        receives: 0,
        visibleAt: this.#basis.scheduler.now,
        redriven: message.redriven + 1,
      });
    }
    return moved.length;
  }

  /** Drops what nobody handled in the time for which the queue keeps it. */
  #forgetOld(): void {
    const { now } = this.#basis.scheduler;
    for (const { id, body, attributes, sentAt, visibleAt } of this.messages.values()) {
      const isInHand = visibleAt > now;
      if (isInHand || now - sentAt <= this.#declared.retentionMs) continue;
      this.messages.delete(id);
      this.#basis.note(() => `${this.name}: ${id} is dropped`);
      this.#basis.dropped.push({ queue: this.name, body, code: attributes['code']?.StringValue });
    }
  }

  #giveUp(message: Message): void {
    this.messages.delete(message.id);
    const to = this.deadLetters;
    if (to === undefined) return;
    this.#basis.note(() => `${this.name}: ${message.id} is a dead letter`);
    this.#place.queueNamed(to).#add({ ...message, receives: 0, visibleAt: 0 });
  }

  async #read(): Promise<void> {
    const reader = this.#reader;
    if (reader === undefined || this.#reading >= AT_ONCE) return;
    const { chance, meter } = this.#basis;
    if (this.messages.size < (meter?.leastOf(reader.batchSize) ?? 1)) return;
    const most =
      meter === undefined
        ? chance.whole(`batch ${this.name}`, 1, Math.min(10, reader.batchSize))
        : reader.batchSize;
    const batch = this.receive(most);
    if (batch.length === 0) return;
    // SQS gives and takes back ten at a time, whatever the batch.
    meter?.add({ queueRequests: 2 * Math.ceil(batch.length / 10) }, reader.fn);
    this.#reading += 1;
    const ended = await this.#place.functions.invoke(reader.fn, {
      Records: batch.map((message) => this.#record(message)),
    });
    this.#reading -= 1;
    const failed = new Set(
      ended.ok
        ? ((ended.value as SQSBatchResponse | undefined)?.batchItemFailures ?? []).map(
            ({ itemIdentifier }) => itemIdentifier,
          )
        : batch.map(({ id }) => id),
    );
    for (const { id, visibleAt } of batch) {
      if (failed.has(id)) this.#readAt(visibleAt);
      else this.messages.delete(id);
    }
    this.#readAt(this.#basis.scheduler.now);
  }

  #record({ id, body, attributes, receives }: Message): SQSRecord {
    const now = String(this.#basis.scheduler.now);
    const lowerCase = Object.entries(attributes).map(([name, { DataType = 'String', StringValue = '' }]) => [
      name,
      { dataType: DataType, stringValue: StringValue },
    ]);
    return {
      messageId: id,
      receiptHandle: id,
      body,
      attributes: {
        ApproximateReceiveCount: String(receives),
        SentTimestamp: now,
        SenderId: 'shop',
        ApproximateFirstReceiveTimestamp: now,
      },
      messageAttributes: Object.fromEntries(lowerCase) as SQSRecord['messageAttributes'],
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: this.name,
      awsRegion: 'local',
    };
  }
}
