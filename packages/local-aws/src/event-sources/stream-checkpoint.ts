import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Log } from './event-source.ts';
import { isRecord } from './is-record.ts';
import { describeError } from './outage.ts';

/** How far one shard has been processed. */
export interface ShardProgress {
  readonly sequenceNumber?: string;
  readonly finished?: boolean;
}

/** The progress of a stream's shards, kept in a file when there is one. */
export class StreamCheckpoint {
  readonly #file: string | undefined;
  readonly #log: Log;
  #streamArn: string | undefined;
  #shards: Record<string, ShardProgress> = {};
  #writing: Promise<void> = Promise.resolve();

  constructor(file: string | undefined, log: Log) {
    this.#file = file;
    this.#log = log;
  }

  /** Reads the file. A file that is not there is an empty one, one that cannot be read is told and then as good as empty. */
  async load(): Promise<void> {
    if (this.#file === undefined) return;
    try {
      const content: unknown = JSON.parse(await readFile(this.#file, 'utf8'));
      if (!isRecord(content) || typeof content['streamArn'] !== 'string' || !isRecord(content['shards'])) {
        throw new Error('it does not have the expected shape');
      }
      this.#streamArn = content['streamArn'];
      this.#shards = content['shards'] as Record<string, ShardProgress>;
    } catch (error) {
      if (isRecord(error) && error['code'] === 'ENOENT') return;
      this.#log(
        `Checkpoint ${this.#file} cannot be used (${describeError(error)}); reading the stream from its start.`,
      );
      this.#streamArn = '';
    }
  }

  /** Whether anything has been saved, of this stream or an earlier one of the table. */
  get known(): boolean {
    return this.#streamArn !== undefined;
  }

  progress(streamArn: string, shardId: string): ShardProgress | undefined {
    return this.#streamArn === streamArn ? this.#shards[shardId] : undefined;
  }

  /** Notes a shard's progress, and writes the file: all of it or nothing. */
  save(streamArn: string, shardId: string, progress: ShardProgress): Promise<void> {
    if (this.#streamArn !== streamArn) this.#shards = {};
    this.#streamArn = streamArn;
    this.#shards[shardId] = { ...this.#shards[shardId], ...progress };
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  /** Forgets the shards that the stream no longer has. */
  keepOnly(streamArn: string, shardIds: ReadonlySet<string>): void {
    if (this.#streamArn !== streamArn) return;
    this.#shards = Object.fromEntries(
      Object.entries(this.#shards).filter(([shardId]) => shardIds.has(shardId)),
    );
  }

  async #write(): Promise<void> {
    if (this.#file === undefined) return;
    const temporary = `${this.#file}.${process.pid}.tmp`;
    try {
      await mkdir(dirname(this.#file), { recursive: true });
      await writeFile(
        temporary,
        JSON.stringify({ streamArn: this.#streamArn, shards: this.#shards }, undefined, 2),
      );
      await rename(temporary, this.#file);
    } catch (error) {
      this.#log(
        `Checkpoint ${this.#file} cannot be written: ${describeError(error)}. A restart will deliver events again.`,
      );
    }
  }
}
