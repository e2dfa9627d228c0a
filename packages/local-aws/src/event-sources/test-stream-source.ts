import { afterAll, beforeEach } from '@jest/globals';
import { startFauxqs } from 'fauxqs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDynamodb } from '../emulators/dynamodb.ts';
import type { EventSource } from './event-source.ts';
import type { InvokeResult } from './invoke-within.ts';
import type { StreamRecord } from './stream-event.ts';
import type { StreamSourceOptions } from './stream-source-options.ts';
import { startStreamSource } from './stream-source.ts';
import { REGION, TestQueues } from './test-queues.ts';
import { freePort, TestTables } from './test-tables.ts';

export const OK: InvokeResult = { ok: true, payload: null };

/** What the sources of the running test have told. */
export const log: string[] = [];

const dynamodb = await startDynamodb({ port: await freePort(), log: () => undefined }, {});
const messaging = await startFauxqs({ port: 0, logger: false });
const sources: EventSource[] = [];
let names = 0;

export const folder = await mkdtemp(join(tmpdir(), 'stream-source-'));
export const tables = new TestTables(dynamodb.url);
export const queues = new TestQueues(`http://localhost:${messaging.port}`);

beforeEach(() => {
  log.length = 0;
});

afterAll(async () => {
  await Promise.all(sources.map((source) => source.stop()));
  tables.close();
  queues.close();
  await Promise.all([dynamodb.stop(), messaging.stop(), rm(folder, { recursive: true })]);
});

export const freshName = (): string => `table-${(names += 1)}`;

/** Starts an event source that is stopped after the tests of the file. */
export function start(
  streamArn: string,
  run: (records: readonly StreamRecord[]) => InvokeResult | Promise<InvokeResult>,
  settings: Partial<StreamSourceOptions> = {},
): EventSource {
  const source = startStreamSource({
    functionName: 'relay',
    streamArn,
    dynamodbEndpoint: dynamodb.url,
    sqsEndpoint: `http://localhost:${messaging.port}`,
    region: REGION,
    startingPosition: 'TRIM_HORIZON',
    batchSize: 10,
    batchWindowSeconds: 0,
    maximumRetryAttempts: -1,
    bisectBatchOnFunctionError: false,
    reportBatchItemFailures: true,
    invoke: async (event) => run((event as { Records: readonly StreamRecord[] }).Records),
    log: (line) => log.push(line),
    ...settings,
  });
  sources.push(source);
  return source;
}

export const idOf = (record: StreamRecord): string => (record.dynamodb.Keys as { id: { S: string } }).id.S;
export const idsOf = (records: readonly StreamRecord[]): readonly string[] => records.map(idOf);
export const upTo = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `r${n}`);

export const failuresOf = (records: readonly StreamRecord[]): InvokeResult => ({
  ok: true,
  payload: {
    batchItemFailures: records.map((record) => ({ itemIdentifier: record.dynamodb.SequenceNumber })),
  },
});
