import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@cartless/eventually';
import { emulatorClient } from './emulator-client.ts';
import type { EventSource } from './event-source.ts';
import type { StreamSourceOptions } from './stream-source-options.ts';
import { startStreamSource } from './stream-source.ts';
import { FakeStreams } from './test-streams.ts';

const ARN = 'arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/2025';
let streams: FakeStreams;
let source: EventSource;
let seen: string[];
let log: string[];

beforeEach(async () => {
  streams = new FakeStreams();
  seen = [];
  log = [];
  await streams.start();
});

afterEach(async () => {
  await source.stop();
  await streams.stop();
});

function start(settings: Partial<StreamSourceOptions> = {}): void {
  source = startStreamSource({
    functionName: 'relay',
    streamArn: ARN,
    dynamodbEndpoint: streams.url,
    sqsEndpoint: streams.url,
    region: 'us-east-1',
    startingPosition: 'TRIM_HORIZON',
    batchSize: 10,
    batchWindowSeconds: 0,
    maximumRetryAttempts: -1,
    bisectBatchOnFunctionError: false,
    reportBatchItemFailures: true,
    invoke: async (event) => {
      seen.push(...(event as { Records: { eventID: string }[] }).Records.map((record) => record.eventID));
      return { ok: true, payload: {} };
    },
    log: (line) => log.push(line),
    ...settings,
  });
}

const FAMILY = [
  { id: 'grandchild', parent: 'child', records: ['g1'], closed: false },
  { id: 'child', parent: 'parent', records: ['c1', 'c2', 'c3'], closed: true },
  { id: 'parent', parent: 'long-gone', records: ['p1', 'p2', 'p3'], closed: true },
];

describe('a stream of several shards', () => {
  test('is read parents first, however they are listed', async () => {
    streams.shards = FAMILY;
    start();
    await eventually(() => seen.length === 7);
    expect(seen).toEqual(['p1', 'p2', 'p3', 'c1', 'c2', 'c3', 'g1']);
  });

  test('goes on with a shard that opens when another closes', async () => {
    streams.shards = [{ id: 'one', records: ['a'], closed: false }];
    start();
    await eventually(() => seen.length === 1);
    streams.shards = [
      { id: 'one', records: ['a', 'b'], closed: true },
      { id: 'two', parent: 'one', records: ['c'], closed: false },
    ];
    await eventually(() => seen.length === 3);
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  test('skips closed shards when told LATEST', async () => {
    streams.shards = FAMILY;
    start({ startingPosition: 'LATEST' });
    await eventually(() => streams.begun.includes('grandchild'));
    streams.shards = FAMILY.map((shard) =>
      shard.id === 'grandchild' ? { ...shard, records: ['g1', 'g2'] } : shard,
    );
    await eventually(() => seen.length > 0);
    expect(seen).toEqual(['g2']);
  });

  test('does not read finished shards again after a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stream-'));
    const checkpointFile = join(folder, 'checkpoint.json');
    streams.shards = FAMILY;
    start({ checkpointFile });
    await eventually(() => seen.length === 7);
    await source.stop();
    expect(JSON.parse(await readFile(checkpointFile, 'utf8'))).toEqual({
      streamArn: ARN,
      shards: {
        parent: { sequenceNumber: 'p3', finished: true },
        child: { sequenceNumber: 'c3', finished: true },
        grandchild: { sequenceNumber: 'g1' },
      },
    });
    streams.shards = FAMILY.map((shard) =>
      shard.id === 'grandchild' ? { ...shard, records: ['g1', 'g2'] } : shard,
    );
    start({ checkpointFile });
    await eventually(() => seen.length === 8);
    expect(seen.at(-1)).toBe('g2');
    // Until then it may write its checkpoint.
    await source.stop();
    await rm(folder, { recursive: true });
  });
});

describe('a shard', () => {
  test('that rests is read again when this process writes', async () => {
    // No rest ends by itself.
    jest.useFakeTimers({ doNotFake: ['Date', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'] });
    try {
      streams.shards = [{ id: 'one', records: [], closed: false }];
      start();
      await eventually(() => streams.reads === 1);
      streams.shards = [{ id: 'one', records: ['a'], closed: false }];
      const dynamodb = new DynamoDBClient(emulatorClient(streams.url, 'us-east-1'));
      await dynamodb.send(new PutItemCommand({ TableName: 'orders', Item: { id: { S: 'a' } } }));
      dynamodb.destroy();
      await eventually(() => seen.length === 1);
      expect(seen).toEqual(['a']);
    } finally {
      await source.stop();
      jest.useRealTimers();
    }
  });

  test.each(['ExpiredIteratorException', 'TrimmedDataAccessException'])(
    'is read on in place, without a word, when its iterator meets %s',
    async (error) => {
      streams.shards = [{ id: 'one', records: ['a', 'b'], closed: false }];
      start();
      await eventually(() => seen.length === 2);
      streams.nextError = error;
      streams.shards = [{ id: 'one', records: ['a', 'b', 'c'], closed: false }];
      await eventually(() => seen.length === 3);
      expect({ seen, log }).toEqual({ seen: ['a', 'b', 'c'], log: [] });
    },
  );

  test('is read from its start when the place of the checkpoint has been trimmed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stream-'));
    const checkpointFile = join(folder, 'checkpoint.json');
    await writeFile(
      checkpointFile,
      JSON.stringify({ streamArn: ARN, shards: { one: { sequenceNumber: 'old' } } }),
    );
    streams.trimmed = ['old'];
    streams.shards = [{ id: 'one', records: ['a', 'b'], closed: false }];
    start({ checkpointFile, startingPosition: 'LATEST' });
    await eventually(() => seen.length === 2);
    expect(seen).toEqual(['a', 'b']);
    // Until then it may write its checkpoint.
    await source.stop();
    await rm(folder, { recursive: true });
  });

  test('is read on where it was when the emulator comes back, which is told once', async () => {
    streams.shards = [{ id: 'one', records: ['a', 'b'], closed: false }];
    start();
    await eventually(() => seen.length === 2);
    const port = Number(new URL(streams.url).port);
    await streams.stop();
    await eventually(() => log.length > 0);
    streams.shards = [{ id: 'one', records: ['a', 'b', 'c'], closed: false }];
    await streams.start(port);
    await eventually(() => seen.length === 3);
    expect(seen).toEqual(['a', 'b', 'c']);
    expect(log).toEqual([
      expect.stringContaining('cannot read the stream'),
      expect.stringContaining('answers again'),
    ]);
  });
});
