import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { readBatchResponse } from './batch-response.ts';
import { emulatorClient } from './emulator-client.ts';
import { invokeWithin } from './invoke-within.ts';
import { Outage } from './outage.ts';
import { pause } from './pause.ts';
import type { StreamRecord } from './stream-event.ts';
import { failureRecord, type AbandonedBatch } from './stream-failure-record.ts';
import type { StreamSourceOptions } from './stream-source-options.ts';

const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 10_000;
/** Lambda's own limit, for a function whose time-out is not told. */
const LONGEST_FUNCTION_SECONDS = 900;

export interface ShardBatch {
  readonly shardId: string;
  readonly streamArn: string;
  readonly records: readonly StreamRecord[];
}

/** What is left of a batch after an invocation, in order; each part is tried by itself. */
interface Attempt {
  readonly rest: readonly (readonly StreamRecord[])[];
  /** Whether something succeeded or the batch was split, which AWS does not count as a retry. */
  readonly progress: boolean;
  readonly reason?: string;
  readonly functionError: boolean;
}

/** Delivers the batches of a stream to its function: in order, with retries, bisecting and an on-failure destination. */
export class StreamDelivery {
  readonly #options: StreamSourceOptions;
  readonly #name: string;
  readonly #signal: AbortSignal;
  readonly #sqs: SQSClient;

  constructor(options: StreamSourceOptions, name: string, signal: AbortSignal) {
    this.#options = options;
    this.#name = name;
    this.#signal = signal;
    this.#sqs = new SQSClient({ ...emulatorClient(options.sqsEndpoint, options.region), maxAttempts: 1 });
  }

  /**
   * Delivers a batch until each of its records has succeeded or was given up.
   *
   * @param settled is told the last record that is done with, each time that this moves on.
   * @returns false when stopped before the end.
   */
  async deliver(batch: ShardBatch, settled: (record: StreamRecord) => Promise<void>): Promise<boolean> {
    const parts = [batch.records];
    for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
      const rest = await this.#deliverPart({ ...batch, records: part });
      if (rest === undefined) return false;
      parts.unshift(...rest);
      const done = part[part.length - 1 - rest.flat().length];
      if (done !== undefined) await settled(done);
    }
    return true;
  }

  close(): void {
    this.#sqs.destroy();
  }

  /** Tries one part until it is settled or falls into smaller ones, which are returned; undefined when stopped. */
  async #deliverPart(part: ShardBatch): Promise<Attempt['rest'] | undefined> {
    const { maximumRetryAttempts, functionName, region, log } = this.#options;
    const given = { ...part, functionName, region };
    let waitMs = FIRST_RETRY_MS;
    let functionError = false;
    for (let invokeCount = 0; !this.#signal.aborted; invokeCount += 1) {
      const expired = part.records.slice(0, this.#countExpired(part.records));
      if (expired.length > 0) {
        const condition = 'RecordAgeExceeded';
        const kept = part.records.slice(expired.length);
        const sent = await this.#giveUp({
          ...given,
          records: expired,
          condition,
          invokeCount,
          functionError,
        });
        return sent ? nonEmpty([kept]) : undefined;
      }
      const attempt = await this.#attempt(part.records);
      if (attempt.reason !== undefined) {
        log(
          `${this.#name}: ${attempt.reason} (${part.records.length} record(s), attempt ${invokeCount + 1}).`,
        );
      }
      if (attempt.progress) return attempt.rest;
      ({ functionError } = attempt);
      if (maximumRetryAttempts >= 0 && invokeCount >= maximumRetryAttempts) {
        const condition = 'RetryAttemptsExhausted';
        const sent = await this.#giveUp({ ...given, condition, invokeCount: invokeCount + 1, functionError });
        return sent ? [] : undefined;
      }
      await pause(waitMs, this.#signal);
      waitMs = Math.min(waitMs * 2, LONGEST_RETRY_MS);
    }
    return undefined;
  }

  async #attempt(records: readonly StreamRecord[]): Promise<Attempt> {
    const {
      invoke,
      functionTimeoutSeconds = LONGEST_FUNCTION_SECONDS,
      reportBatchItemFailures,
    } = this.#options;
    const result = await invokeWithin(invoke, { Records: records }, functionTimeoutSeconds);
    if (!result.ok) return this.#failed(records, result.error, true);
    if (!reportBatchItemFailures) return { rest: [], progress: true, functionError: false };
    const numbers = records.map((record) => record.dynamodb.SequenceNumber);
    const outcome = readBatchResponse(result.payload, new Set(numbers));
    if (outcome.failed === 'none') return { rest: [], progress: true, functionError: false };
    if (outcome.failed === 'all') return this.#failed(records, outcome.reason, false);
    // Records are in order, so that the first reported one is the lowest.
    const first = numbers.findIndex((number) => outcome.ids.has(number));
    const reason = `the function reported record ${first + 1} of ${records.length}`;
    if (first === 0) return this.#failed(records, reason, false);
    return { rest: [records.slice(first)], progress: true, reason, functionError: false };
  }

  #failed(records: readonly StreamRecord[], reason: string, functionError: boolean): Attempt {
    if (!this.#options.bisectBatchOnFunctionError || records.length < 2) {
      return { rest: [records], progress: false, reason, functionError };
    }
    const middle = Math.ceil(records.length / 2);
    return { rest: [records.slice(0, middle), records.slice(middle)], progress: true, reason, functionError };
  }

  #countExpired(records: readonly StreamRecord[]): number {
    const { maximumRecordAgeSeconds = -1 } = this.#options;
    if (maximumRecordAgeSeconds < 0) return 0;
    const oldest = Date.now() / 1000 - maximumRecordAgeSeconds;
    const fresh = records.findIndex((record) => latestCreation(record) >= oldest);
    return fresh === -1 ? records.length : fresh;
  }

  /** Sends the failure record, for as long as it takes; without a destination the records are dropped, as on AWS. */
  async #giveUp(batch: AbandonedBatch): Promise<boolean> {
    const { onFailureQueueUrl, log } = this.#options;
    const what = `${this.#name}: gave up ${batch.records.length} record(s) (${batch.condition})`;
    if (onFailureQueueUrl === undefined) {
      log(`${what}; there is no on-failure destination.`);
      return true;
    }
    const outage = new Outage(`${this.#name}: cannot send to the on-failure queue ${onFailureQueueUrl}`, log);
    const body = JSON.stringify(failureRecord(batch));
    while (!this.#signal.aborted) {
      try {
        await this.#sqs.send(new SendMessageCommand({ QueueUrl: onFailureQueueUrl, MessageBody: body }));
        outage.recovered();
        log(`${what}; their place is in ${onFailureQueueUrl}.`);
        return true;
      } catch (error) {
        await outage.failed(error, this.#signal);
      }
    }
    return false;
  }
}

const nonEmpty = <T>(lists: readonly (readonly T[])[]): readonly (readonly T[])[] =>
  lists.filter((list) => list.length > 0);

/** DynamoDB Local cuts the time of a change down to the minute, which must not make a record old before its time. */
function latestCreation({ dynamodb: { ApproximateCreationDateTime: seconds } }: StreamRecord): number {
  return seconds % 60 === 0 ? seconds + 59 : seconds;
}
