import { afterAll } from '@jest/globals';
import { startFauxqs } from 'fauxqs';
import type { EventSource } from './event-source.ts';
import type { InvokeResult } from './invoke-within.ts';
import type { QueueRecord } from './queue-event.ts';
import { startQueueSource, type QueueSourceOptions } from './queue-source.ts';
import { REGION, TestQueues } from './test-queues.ts';

export const OK: InvokeResult = { ok: true, payload: null };

// Set up here and not in a hook: concurrent tests begin before the hooks.
const emulator = await startFauxqs({ port: 0, logger: false });
const endpoint = `http://localhost:${emulator.port}`;
export const queues = new TestQueues(endpoint);
const sources: EventSource[] = [];
let names = 0;

afterAll(async () => {
  await Promise.all(sources.map((source) => source.stop()));
  queues.close();
  await emulator.stop();
});

export const freshName = (): string => `queue-${(names += 1)}`;

/** Starts an event source that is stopped after the tests of the file. */
export function start(
  queueUrl: string,
  run: (records: readonly QueueRecord[]) => InvokeResult | Promise<InvokeResult>,
  settings: Partial<QueueSourceOptions> = {},
): EventSource {
  const source = startQueueSource({
    functionName: 'consumer',
    queueUrl,
    sqsEndpoint: endpoint,
    region: REGION,
    batchSize: 10,
    batchWindowSeconds: 0,
    reportBatchItemFailures: true,
    functionTimeoutSeconds: 1,
    invoke: async (event) => run((event as { Records: readonly QueueRecord[] }).Records),
    log: () => undefined,
    ...settings,
  });
  sources.push(source);
  return source;
}

export const bodies = (records: readonly QueueRecord[]): readonly string[] =>
  records.map((record) => record.body);

export const failuresOf = (records: readonly QueueRecord[]): InvokeResult => ({
  ok: true,
  payload: { batchItemFailures: records.map((record) => ({ itemIdentifier: record.messageId })) },
});
