import { readBatchResponse } from './batch-response.ts';
import { STOP_GRACE_MS, type EventSource, type FilterPattern, type Log } from './event-source.ts';
import { compileFilters } from './filter-pattern.ts';
import { invokeWithin, type Invoke } from './invoke-within.ts';
import { describeError, Outage } from './outage.ts';
import { pause } from './pause.ts';
import { collectBatch, fitInvocations } from './queue-batch.ts';
import { QueueClient } from './queue-client.ts';
import { queueFilterView, queueIdentity, type QueueRecord } from './queue-event.ts';

export interface QueueSourceOptions {
  readonly functionName: string;
  readonly queueUrl: string;
  readonly sqsEndpoint: string;
  readonly region: string;
  /** 1 to 10, or to 10 000 with a window. */
  readonly batchSize: number;
  /** 0 to 300. */
  readonly batchWindowSeconds: number;
  /** Invocations in flight at once; 5 when not given, which is where Lambda starts. */
  readonly maximumConcurrency?: number | undefined;
  readonly reportBatchItemFailures: boolean;
  readonly functionTimeoutSeconds: number;
  readonly filterPatterns?: readonly FilterPattern[] | undefined;
  readonly invoke: Invoke;
  readonly log: Log;
}

/**
 * Feeds a function from an SQS queue as Lambda's event source mapping does. Succeeded messages are deleted, failed ones
 * are left alone until the queue shows them again, so that `maxReceiveCount` and the DLQ work.
 *
 * @throws Error when AWS would refuse the settings, or a filter uses an operator that is not supported here.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export function startQueueSource(options: QueueSourceOptions): EventSource {
  checkLimits(options);
  const matches = compileFilters(options.filterPatterns, { numeric: true });
  const identity = queueIdentity(options.queueUrl, options.region);
  const name = `${identity.eventSourceARN.split(':').at(-1)} → ${options.functionName}`;
  const queue = new QueueClient(options.sqsEndpoint, options.queueUrl, identity);
  const source = new QueueSource(options, name, queue, (record) => matches(queueFilterView(record)));
  return { stop: () => source.stop() };
}

class QueueSource {
  readonly #options: QueueSourceOptions;
  readonly #name: string;
  readonly #queue: QueueClient;
  readonly #matches: (record: QueueRecord) => boolean;
  readonly #stopping = new AbortController();
  readonly #inFlight = new Set<Promise<void>>();
  readonly #polling: Promise<void>;
  #stopped: Promise<void> | undefined;

  constructor(
    options: QueueSourceOptions,
    name: string,
    queue: QueueClient,
    matches: (record: QueueRecord) => boolean,
  ) {
    this.#options = options;
    this.#name = name;
    this.#queue = queue;
    this.#matches = matches;
    this.#polling = this.#poll();
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    this.#stopping.abort();
    const finished = this.#polling.then(() => Promise.all(this.#inFlight)).finally(() => this.#queue.close());
    const grace = new AbortController();
    await Promise.race([finished, pause(STOP_GRACE_MS, grace.signal)]);
    grace.abort();
  }

  async #poll(): Promise<void> {
    const { maximumConcurrency = 5 } = this.#options;
    const { signal } = this.#stopping;
    const outage = new Outage(
      `${this.#name}: cannot read the queue at ${this.#options.sqsEndpoint}`,
      this.#options.log,
    );
    const receive = this.#queue.receive.bind(this.#queue);
    let checked = false;
    while (!signal.aborted) {
      if (this.#inFlight.size >= maximumConcurrency) {
        await Promise.race(this.#inFlight);
        continue;
      }
      checked ||= await this.#checkVisibility();
      const { records, error } = await collectBatch(receive, this.#options, signal);
      if (error === undefined) outage.recovered();
      for (const part of fitInvocations(records)) this.#start(part);
      if (error !== undefined) await outage.failed(error, signal);
    }
  }

  #start(records: readonly QueueRecord[]): void {
    const work = this.#process(records)
      .catch((error: unknown) => this.#options.log(`${this.#name}: ${describeError(error)}`))
      .finally(() => this.#inFlight.delete(work));
    this.#inFlight.add(work);
  }

  async #process(received: readonly QueueRecord[]): Promise<void> {
    if (this.#stopping.signal.aborted) return this.#queue.release(received);
    const records = received.filter(this.#matches);
    if (records.length < received.length)
      await this.#delete(received.filter((record) => !records.includes(record)));
    if (records.length === 0) return;
    await this.#delete(await this.#invoke(records));
  }

  /** Invokes the function and returns the messages that it is done with. */
  async #invoke(records: readonly QueueRecord[]): Promise<readonly QueueRecord[]> {
    const { invoke, functionTimeoutSeconds, reportBatchItemFailures, log } = this.#options;
    const result = await invokeWithin(invoke, { Records: records }, functionTimeoutSeconds);
    if (!result.ok) {
      log(`${this.#name}: ${result.error}. ${records.length} message(s) stay in the queue.`);
      return [];
    }
    if (!reportBatchItemFailures) return records;
    const outcome = readBatchResponse(result.payload, new Set(records.map((record) => record.messageId)));
    if (outcome.failed === 'none') return records;
    if (outcome.failed === 'all') {
      log(`${this.#name}: ${outcome.reason}. ${records.length} message(s) stay in the queue.`);
      return [];
    }
    log(`${this.#name}: ${outcome.ids.size} of ${records.length} message(s) failed and stay in the queue.`);
    return records.filter((record) => !outcome.ids.has(record.messageId));
  }

  async #delete(records: readonly QueueRecord[]): Promise<void> {
    try {
      await this.#queue.delete(records);
    } catch (error) {
      this.#options.log(
        `${this.#name}: processed message(s) could not be deleted (${describeError(error)}) and will be delivered again.`,
      );
    }
  }

  /** AWS refuses a mapping whose queue shows a message again before its function has timed out. */
  async #checkVisibility(): Promise<boolean> {
    try {
      const visibility = await this.#queue.visibilitySeconds();
      if (visibility < this.#options.functionTimeoutSeconds) {
        this.#options.log(
          `${this.#name}: AWS refuses this event source: the queue's visibility time-out (${visibility} s) is less than ` +
            `the function's time-out (${this.#options.functionTimeoutSeconds} s). Raise VisibilityTimeout.`,
        );
      }
      return true;
    } catch {
      // The receive that follows meets the same fault and reports it.
      return false;
    }
  }
}

function checkLimits(options: QueueSourceOptions): void {
  const { functionName, batchSize, batchWindowSeconds, maximumConcurrency = 5 } = options;
  const refuse = (why: string): never => {
    throw new Error(`The SQS event source of ${functionName} is not valid on AWS: ${why}.`);
  };
  const fifo = options.queueUrl.endsWith('.fifo');
  if (!Number.isInteger(batchSize) || batchSize < 1 || batchSize > 10_000)
    refuse('batchSize must be 1 to 10000');
  if (!(batchWindowSeconds >= 0 && batchWindowSeconds <= 300)) refuse('the batch window must be 0 to 300 s');
  if (fifo && batchWindowSeconds > 0) refuse('a FIFO queue has no batch window');
  if (fifo && batchSize > 10) refuse('batchSize is 10 at most for a FIFO queue');
  if (batchSize > 10 && batchWindowSeconds < 1)
    refuse('batchSize above 10 needs a batch window of at least 1 s');
  if (!Number.isInteger(maximumConcurrency) || maximumConcurrency < 1)
    refuse('maximumConcurrency must be at least 1');
}
