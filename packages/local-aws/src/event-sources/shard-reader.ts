import { MAX_BATCH_BYTES } from './event-source.ts';
import { Outage } from './outage.ts';
import type { OwnWrites } from './own-writes.ts';
import { pause } from './pause.ts';
import type { StreamCheckpoint } from './stream-checkpoint.ts';
import type { RecordPage, ShardPosition, StreamClient } from './stream-client.ts';
import type { StreamDelivery } from './stream-delivery.ts';
import type { StreamRecord } from './stream-event.ts';
import type { StreamSourceOptions } from './stream-source-options.ts';

const BUSY_PAUSE_MS = 100;
/** What this process writes ends it; what a script writes is found after it. */
const IDLE_PAUSE_MS = 1_000;
/**
 * An iterator lives for 15 minutes, and a laptop sleeps longer; DynamoDB Local trims the place of an empty shard's
 * iterator after less than a minute. In both cases a new one for the same position does.
 */
const ITERATOR_SPENT = new Set(['ExpiredIteratorException', 'TrimmedDataAccessException']);
/** How long a shard counts as busy after its last record. */
const BUSY_FOR_MS = 5_000;

export interface ShardReaderParts {
  readonly options: StreamSourceOptions;
  readonly name: string;
  readonly client: StreamClient;
  readonly writes: OwnWrites;
  readonly delivery: StreamDelivery;
  readonly checkpoint: StreamCheckpoint;
  readonly matches: (record: StreamRecord) => boolean;
  readonly signal: AbortSignal;
}

/** The stream, or the shard, is no longer there: the table was deleted or the emulator lost its data. */
export class StreamGone extends Error {}

/** Reads one shard in order, collects batches and has them delivered. */
export class ShardReader {
  readonly #parts: ShardReaderParts;
  readonly #streamArn: string;
  readonly #shardId: string;
  readonly #outage: Outage;
  #position: ShardPosition;
  #iterator: string | undefined;
  #iteratorWasGood = false;
  #saved: string | undefined;
  #pending: StreamRecord[] = [];
  #pendingBytes = 0;
  #windowEnd = 0;
  #busyUntil = 0;

  constructor(parts: ShardReaderParts, streamArn: string, shardId: string, position: ShardPosition) {
    this.#parts = parts;
    this.#streamArn = streamArn;
    this.#shardId = shardId;
    this.#position = position;
    this.#outage = new Outage(
      `${parts.name}: cannot read the stream at ${parts.options.dynamodbEndpoint}`,
      parts.options.log,
    );
  }

  /**
   * Reads until the shard is closed and everything in it is settled (true), or until stopped (false).
   *
   * @throws StreamGone when the stream has been deleted; what was read of it is delivered first.
   */
  async read(): Promise<boolean> {
    const { signal, writes } = this.#parts;
    while (!signal.aborted) {
      const written = writes.next();
      const page = await this.#nextPage();
      if (page === undefined) continue;
      this.#take(page.records);
      const closed = page.nextIterator === undefined;
      if ((closed || this.#batchIsDue()) && !(await this.#flush())) return false;
      if (closed) {
        await this.#parts.checkpoint.save(this.#streamArn, this.#shardId, { finished: true });
        return true;
      }
      if (page.records.length > 0) continue;
      if (Date.now() < this.#busyUntil) await pause(BUSY_PAUSE_MS, signal);
      else await pause(IDLE_PAUSE_MS, written);
    }
    return false;
  }

  async #nextPage(): Promise<RecordPage | undefined> {
    const { client, options, signal } = this.#parts;
    try {
      this.#iterator ??= await client.iterator(this.#streamArn, this.#shardId, this.#position);
      const room = Math.max(1, options.batchSize - this.#pending.length);
      const page = await client.records(this.#iterator, room, client.identity(this.#streamArn));
      this.#iterator = page.nextIterator;
      this.#iteratorWasGood = true;
      this.#outage.recovered();
      return page;
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      if (name === 'ResourceNotFoundException') {
        await this.#flush();
        throw new StreamGone(`stream ${this.#streamArn} is gone`, { cause: error });
      }
      const wasGood = this.#iteratorWasGood;
      this.#iterator = undefined;
      this.#iteratorWasGood = false;
      if (wasGood && ITERATOR_SPENT.has(name)) {
        // LATEST would now be a later place; rather some old changes than a lost one.
        if (this.#position.from === 'LATEST') this.#position = { from: 'TRIM_HORIZON' };
        return undefined;
      }
      if (name === 'TrimmedDataAccessException' || isBadPosition(error))
        this.#position = { from: 'TRIM_HORIZON' };
      await this.#outage.failed(error, signal);
      return undefined;
    }
  }

  #take(records: readonly StreamRecord[]): void {
    const last = records.at(-1);
    if (last === undefined) return;
    this.#position = { from: 'AFTER_SEQUENCE_NUMBER', sequenceNumber: last.dynamodb.SequenceNumber };
    this.#busyUntil = Date.now() + BUSY_FOR_MS;
    const wanted = records.filter(this.#parts.matches);
    if (wanted.length === 0) return;
    if (this.#pending.length === 0)
      this.#windowEnd = Date.now() + this.#parts.options.batchWindowSeconds * 1000;
    this.#pending.push(...wanted);
    this.#pendingBytes += Buffer.byteLength(JSON.stringify(wanted));
  }

  #batchIsDue(): boolean {
    const full =
      this.#pending.length >= this.#parts.options.batchSize || this.#pendingBytes >= MAX_BATCH_BYTES;
    return this.#pending.length === 0 || full || Date.now() >= this.#windowEnd;
  }

  /** Delivers what is pending and notes the place up to which the shard is settled; false when stopped before. */
  async #flush(): Promise<boolean> {
    const records = this.#pending;
    this.#pending = [];
    this.#pendingBytes = 0;
    if (records.length > 0) {
      const batch = { shardId: this.#shardId, streamArn: this.#streamArn, records };
      const delivered = await this.#parts.delivery.deliver(batch, (record) =>
        this.#save(record.dynamodb.SequenceNumber),
      );
      if (!delivered) return false;
    }
    // Past the last delivered record there may be filtered ones.
    if ('sequenceNumber' in this.#position) await this.#save(this.#position.sequenceNumber);
    return true;
  }

  async #save(sequenceNumber: string): Promise<void> {
    if (sequenceNumber === this.#saved) return;
    this.#saved = sequenceNumber;
    await this.#parts.checkpoint.save(this.#streamArn, this.#shardId, { sequenceNumber });
  }
}

/** DynamoDB answers a sequence number that it does not know with a validation error. */
const isBadPosition = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ValidationException' && /sequence ?number/i.test(error.message);
