import type { Shard } from '@aws-sdk/client-dynamodb-streams';
import { STOP_GRACE_MS, type EventSource } from './event-source.ts';
import { compileFilters } from './filter-pattern.ts';
import { describeError, Outage } from './outage.ts';
import { OwnWrites } from './own-writes.ts';
import { pause } from './pause.ts';
import { ShardReader, StreamGone, type ShardReaderParts } from './shard-reader.ts';
import { StreamCheckpoint } from './stream-checkpoint.ts';
import { StreamClient, tableOf, type ShardPosition } from './stream-client.ts';
import { StreamDelivery } from './stream-delivery.ts';
import { checkStreamLimits, type StreamSourceOptions } from './stream-source-options.ts';

/** A stream opens a new shard every few hours; the end of a read one is noticed at once. */
const LOOK_FOR_SHARDS_MS = 30_000;

/** How long a shard that could not be read is left alone. */
const READ_AGAIN_MS = 250;

/**
 * Feeds a function from a table's stream as Lambda's event source mapping does: each shard in order, a failing batch
 * blocking its shard until it succeeds or is given up.
 *
 * @throws Error when AWS would refuse the settings, or a filter uses an operator that is not supported here.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export function startStreamSource(options: StreamSourceOptions): EventSource {
  checkStreamLimits(options);
  const source = new StreamSource(options, `${tableOf(options.streamArn)} → ${options.functionName}`);
  return { stop: () => source.stop() };
}

class StreamSource {
  readonly #parts: ShardReaderParts;
  readonly #stopping = new AbortController();
  readonly #outage: Outage;
  readonly #readers = new Map<string, Promise<void>>();
  readonly #finished = new Set<string>();
  readonly #following: Promise<void>;
  #streamArn: string;
  #replaced = false;
  #firstLook = true;
  #wake = new AbortController();
  #stopped: Promise<void> | undefined;

  constructor(options: StreamSourceOptions, name: string) {
    const { signal } = this.#stopping;
    this.#streamArn = options.streamArn;
    this.#outage = new Outage(`${name}: cannot read the stream at ${options.dynamodbEndpoint}`, options.log);
    this.#parts = {
      options,
      name,
      signal,
      client: new StreamClient(options.dynamodbEndpoint, options.region),
      writes: new OwnWrites(options.dynamodbEndpoint),
      delivery: new StreamDelivery(options, name, signal),
      checkpoint: new StreamCheckpoint(options.checkpointFile, options.log),
      matches: compileFilters(options.filterPatterns, { numeric: false }),
    };
    this.#following = this.#follow();
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake.abort();
    this.#parts.writes.close();
    const finished = this.#following
      .then(() => Promise.all(this.#readers.values()))
      .finally(() => this.#close());
    const grace = new AbortController();
    await Promise.race([finished, pause(STOP_GRACE_MS, grace.signal)]);
    grace.abort();
  }

  #close(): void {
    this.#parts.client.close();
    this.#parts.delivery.close();
  }

  async #follow(): Promise<void> {
    const { checkpoint, client, signal } = this.#parts;
    await checkpoint.load();
    while (!signal.aborted) {
      this.#wake = new AbortController();
      try {
        const shards = await client.shards(this.#streamArn);
        this.#outage.recovered();
        this.#startReaders(shards);
        await pause(LOOK_FOR_SHARDS_MS, AbortSignal.any([signal, this.#wake.signal]));
      } catch (error) {
        const gone = error instanceof Error && error.name === 'ResourceNotFoundException';
        if (!(gone && (await this.#findNewStream()))) await this.#outage.failed(error, signal);
      }
    }
  }

  /** A child is read only when its parent is done, so that the changes of one item stay in order. */
  #startReaders(shards: readonly Shard[]): void {
    const { checkpoint } = this.#parts;
    const listed = new Set(shards.map((shard) => shard.ShardId ?? ''));
    checkpoint.keepOnly(this.#streamArn, listed);
    for (const shard of shards) this.#skipIfDone(shard);
    for (const { ShardId: shardId = '', ParentShardId: parent = '' } of shards) {
      const parentOpen = listed.has(parent) && !this.#finished.has(parent);
      if (parentOpen || this.#finished.has(shardId) || this.#readers.has(shardId)) continue;
      this.#readers.set(shardId, this.#readShard(shardId, this.#startOf(shardId)));
    }
    this.#firstLook = false;
  }

  #skipIfDone(shard: Shard): void {
    const shardId = shard.ShardId ?? '';
    const closed = shard.SequenceNumberRange?.EndingSequenceNumber !== undefined;
    const onlyLatest = this.#firstLook && this.#startsAtLatest();
    const done = this.#parts.checkpoint.progress(this.#streamArn, shardId)?.finished === true;
    if (done || (onlyLatest && closed)) this.#finished.add(shardId);
  }

  #startOf(shardId: string): ShardPosition {
    const sequenceNumber = this.#parts.checkpoint.progress(this.#streamArn, shardId)?.sequenceNumber;
    if (sequenceNumber !== undefined) return { from: 'AFTER_SEQUENCE_NUMBER', sequenceNumber };
    return { from: this.#firstLook && this.#startsAtLatest() ? 'LATEST' : 'TRIM_HORIZON' };
  }

  #startsAtLatest(): boolean {
    return (
      this.#parts.options.startingPosition === 'LATEST' && !this.#replaced && !this.#parts.checkpoint.known
    );
  }

  async #readShard(shardId: string, position: ShardPosition): Promise<void> {
    try {
      if (await new ShardReader(this.#parts, this.#streamArn, shardId, position).read())
        this.#finished.add(shardId);
    } catch (error) {
      if (!(error instanceof StreamGone))
        this.#parts.options.log(`${this.#parts.name}: ${describeError(error)}`);
      await pause(READ_AGAIN_MS, this.#parts.signal);
    }
    this.#readers.delete(shardId);
    this.#wake.abort();
  }

  /** An emulator that lost its data gives the table, once it is made again, a new stream; all in it is new. */
  async #findNewStream(): Promise<boolean> {
    try {
      const current = await this.#parts.client.currentStream(this.#streamArn);
      if (current === undefined || current === this.#streamArn) return false;
      await Promise.all(this.#readers.values());
      this.#streamArn = current;
      this.#replaced = true;
      this.#finished.clear();
      this.#parts.options.log(`${this.#parts.name}: the table was made again; following its new stream.`);
      return true;
    } catch {
      // The caller reports the fault that it met itself, and tries again.
      return false;
    }
  }
}
