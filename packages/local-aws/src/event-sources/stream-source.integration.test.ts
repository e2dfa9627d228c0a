import { describe, expect, test } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '@cartless/eventually';
import { startDynamodb } from '../emulators/dynamodb.ts';
import type { InvokeResult } from './invoke-within.ts';
import type { StreamRecord } from './stream-event.ts';
import type { StreamSourceOptions } from './stream-source-options.ts';
import {
  failuresOf,
  folder,
  freshName,
  idOf,
  idsOf,
  log,
  OK,
  queues,
  start,
  tables,
  upTo,
} from './test-stream-source.ts';
import { REGION } from './test-queues.ts';
import { freePort, TestTables } from './test-tables.ts';

describe('a DynamoDB stream event source', () => {
  test('hands over changes in order, in the shape of the Lambda event', async () => {
    const began = Date.now() / 1000;
    const name = freshName();
    const arn = await tables.create(name);
    const seen: StreamRecord[] = [];
    await tables.put(name, ['a']);
    start(arn, (records) => (seen.push(...records), OK));
    await tables.put(name, ['b']);
    await tables.remove(name, 'a');
    await eventually(() => seen.length === 3);
    expect(seen.map((record) => [record.eventName, idOf(record)])).toEqual([
      ['INSERT', 'a'],
      ['INSERT', 'b'],
      ['REMOVE', 'a'],
    ]);
    expect(seen[0]).toEqual({
      eventID: expect.any(String),
      eventName: 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: REGION,
      dynamodb: {
        ApproximateCreationDateTime: expect.any(Number),
        Keys: { id: { S: 'a' } },
        NewImage: { id: { S: 'a' }, kind: { S: 'order' }, bytes: { B: 'aGk=' } },
        SequenceNumber: expect.stringMatching(/^\d+$/),
        SizeBytes: expect.any(Number),
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
      eventSourceARN: arn,
    });
    const createdAt = seen[0]!.dynamodb.ApproximateCreationDateTime;
    // In seconds. The emulator may round up or down, to a minute as AWS does.
    expect(createdAt).toBeGreaterThan(began - 60);
    expect(createdAt).toBeLessThan(Date.now() / 1000 + 60);
    expect(seen[2]!.dynamodb).not.toHaveProperty('NewImage');
  });

  test('delivers to an idle consumer each change when it comes', async () => {
    const name = freshName();
    const arn = await tables.create(name);
    const batches: (readonly string[])[] = [];
    start(arn, (records) => (batches.push(idsOf(records)), OK));
    for (let n = 0; n < 11; n += 1) {
      await tables.put(name, [String(n)]);
      await eventually(() => batches.length === n + 1);
    }
    expect(batches).toEqual(Array.from({ length: 11 }, (_, n) => [String(n)]));
  });

  test('begins at the end of the stream when told LATEST', async () => {
    const name = freshName();
    const arn = await tables.create(name);
    await tables.put(name, ['old']);
    const seen: string[] = [];
    start(arn, (records) => (seen.push(...idsOf(records)), OK), { startingPosition: 'LATEST' });
    // Nobody is told when the source has found its place, so something new comes until it sees it.
    let count = 0;
    await eventually(async () => {
      await tables.put(name, [`new ${(count += 1)}`]);
      return seen.length > 0;
    });
    expect(seen).not.toContain('old');
  });

  test('retries a failing batch in place, so that nothing overtakes it', async () => {
    const name = freshName();
    const arn = await tables.create(name);
    await tables.put(name, upTo(4));
    const batches: (readonly string[])[] = [];
    start(
      arn,
      (records) => {
        batches.push(idsOf(records));
        if (batches.length === 1) throw new Error('unreachable');
        return batches.length === 2 ? { ok: false, error: 'handler threw' } : OK;
      },
      { batchSize: 2 },
    );
    await eventually(() => batches.length === 4);
    expect(batches).toEqual([
      ['r0', 'r1'],
      ['r0', 'r1'],
      ['r0', 'r1'],
      ['r2', 'r3'],
    ]);
  });

  test('goes on from the lowest reported record, that record included', async () => {
    const name = freshName();
    const arn = await tables.create(name);
    await tables.put(name, upTo(5));
    const batches: (readonly string[])[] = [];
    start(arn, (records) => {
      batches.push(idsOf(records));
      return batches.length === 1 ? failuresOf([records[3]!, records[2]!]) : OK;
    });
    await eventually(() => batches.length === 2);
    expect(batches).toEqual([upTo(5), ['r2', 'r3', 'r4']]);
  });

  test('bisects down to one poison record, tells the on-failure queue where it is, and delivers all others', async () => {
    const name = freshName();
    const arn = await tables.create(name);
    await tables.put(name, upTo(8));
    const onFailureQueueUrl = await queues.create(`${name}-failed`);
    const done: string[] = [];
    let poison: StreamRecord | undefined;
    start(
      arn,
      (records) => {
        poison ??= records.find((record) => idOf(record) === 'r5');
        if (records.some((record) => idOf(record) === 'r5')) return { ok: false, error: 'handler threw' };
        done.push(...idsOf(records));
        return OK;
      },
      { bisectBatchOnFunctionError: true, maximumRetryAttempts: 1, onFailureQueueUrl },
    );
    await eventually(() => done.length === 7);
    expect(done).toEqual(['r0', 'r1', 'r2', 'r3', 'r4', 'r6', 'r7']);
    const [body = ''] = await queues.receiveBodies(onFailureQueueUrl);
    const sequenceNumber = poison!.dynamodb.SequenceNumber;
    expect(JSON.parse(body)).toEqual({
      requestContext: {
        requestId: expect.any(String),
        functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:relay',
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 2,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: expect.any(String),
      DDBStreamBatchInfo: {
        shardId: expect.stringMatching(/^shardId-/),
        startSequenceNumber: sequenceNumber,
        endSequenceNumber: sequenceNumber,
        approximateArrivalOfFirstRecord: expect.any(String),
        approximateArrivalOfLastRecord: expect.any(String),
        batchSize: 1,
        streamArn: arn,
      },
    });
  });

  test('gives up a batch after the allowed retries when there is no destination, and says so', async () => {
    const name = freshName();
    const arn = await tables.create(name);
    await tables.put(name, upTo(3));
    const batches: (readonly string[])[] = [];
    start(
      arn,
      (records) => {
        batches.push(idsOf(records));
        return records.some((record) => idOf(record) === 'r0') ? failuresOf(records) : OK;
      },
      { batchSize: 2, maximumRetryAttempts: 1 },
    );
    await eventually(() => batches.length === 3);
    expect(batches).toEqual([['r0', 'r1'], ['r0', 'r1'], ['r2']]);
    expect(log.some((line) => line.includes('gave up 2 record(s) (RetryAttemptsExhausted)'))).toBe(true);
  });

  test('collects a batch over its window', async () => {
    const name = freshName();
    const arn = await tables.create(name);
    const batches: (readonly string[])[] = [];
    const handOver = (records: readonly StreamRecord[]) => (batches.push(idsOf(records)), OK);
    start(arn, handOver, { batchWindowSeconds: 300, batchSize: 2 });
    await tables.put(name, ['a']);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(batches).toEqual([]);
    await tables.put(name, ['b']);
    await eventually(() => batches.length > 0);
    expect(batches).toEqual([['a', 'b']]);
  });

  test('hands over what it has when its window is over', async () => {
    const name = freshName();
    const arn = await tables.create(name);
    const seen: string[] = [];
    start(arn, (records) => (seen.push(...idsOf(records)), OK), { batchWindowSeconds: 1, batchSize: 100 });
    await tables.put(name, ['a']);
    await eventually(() => seen.length > 0);
    expect(seen).toEqual(['a']);
  });

  test('hands over only what a filter wants', async () => {
    const name = freshName();
    const arn = await tables.create(name);
    await tables.put(name, ['a'], 'outbox');
    await tables.put(name, ['b'], 'order');
    await tables.remove(name, 'a');
    await tables.put(name, ['c'], 'outbox');
    const seen: string[] = [];
    start(arn, (records) => (seen.push(...idsOf(records)), OK), {
      filterPatterns: [{ eventName: ['INSERT'], dynamodb: { NewImage: { kind: { S: ['outbox'] } } } }],
    });
    await eventually(() => seen.length === 2);
    expect(seen).toEqual(['a', 'c']);
  });

  test('reads on after its checkpoint, and from the start when the checkpoint is of another stream', async () => {
    const name = freshName();
    const arn = await tables.create(name);
    const checkpointFile = join(folder, 'deep', `${name}.json`);
    const seen: string[] = [];
    const collect = (records: readonly StreamRecord[]): InvokeResult => (seen.push(...idsOf(records)), OK);
    await tables.put(name, ['a', 'b']);
    const first = start(arn, collect, { checkpointFile });
    await eventually(() => seen.length === 2);
    await first.stop();
    await tables.put(name, ['c']);
    const second = start(arn, collect, { checkpointFile, startingPosition: 'LATEST' });
    await eventually(() => seen.length === 3);
    await second.stop();
    expect(seen).toEqual(['a', 'b', 'c']);

    const saved = await readFile(checkpointFile, 'utf8');
    await writeFile(checkpointFile, saved.replaceAll(arn, `${arn}-old`));
    start(arn, collect, { checkpointFile });
    await eventually(() => seen.length === 6);

    const broken = join(folder, 'broken.json');
    await writeFile(broken, '{"streamArn":');
    start(arn, collect, { checkpointFile: broken });
    await eventually(() => seen.length === 9);
    expect(log.some((line) => line.includes('cannot be used'))).toBe(true);
  });

  test('delivers again what an invocation had not finished when it was stopped in a retry', async () => {
    const name = freshName();
    const arn = await tables.create(name);
    const checkpointFile = join(folder, `${name}.json`);
    await tables.put(name, upTo(4));
    let tried = 0;
    const first = start(
      arn,
      (records) => (
        (tried += 1),
        records.length === 4 ? failuresOf([records[2]!]) : { ok: false, error: 'down' }
      ),
      { checkpointFile },
    );
    await eventually(() => tried === 2);
    await first.stop();
    const seen: string[] = [];
    start(arn, (records) => (seen.push(...idsOf(records)), OK), { checkpointFile });
    await eventually(() => seen.length === 2);
    expect(seen).toEqual(['r2', 'r3']);
  });

  test('follows the new stream when the emulator comes back without its data', async () => {
    const port = await freePort();
    const emulator = await startDynamodb({ port, log: () => undefined }, {});
    const before = new TestTables(emulator.url);
    const arn = await before.create('orders');
    const seen: string[] = [];
    const source = start(arn, (records) => (seen.push(...idsOf(records)), OK), {
      dynamodbEndpoint: emulator.url,
    });
    await before.put('orders', ['before']);
    await eventually(() => seen.length === 1);
    await emulator.stop();
    const again = await startDynamodb({ port, log: () => undefined }, {});
    await before.create('orders');
    await before.put('orders', ['after']);
    await eventually(() => seen.length === 2);
    expect(seen).toEqual(['before', 'after']);
    await source.stop();
    before.close();
    await again.stop();
  });

  test.each<[string, Partial<StreamSourceOptions>, RegExp]>([
    ['a batch above 10000', { batchSize: 10_001 }, /1 to 10000/],
    [
      'a numeric filter',
      { filterPatterns: [{ dynamodb: { SizeBytes: [{ numeric: ['>', 1] }] } }] },
      /no numeric/,
    ],
    ['what is not a stream', { streamArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/x' }, /not the ARN/],
  ])('refuses %s at the start', (_what, settings, message) => {
    expect(() => start('arn:aws:dynamodb:us-east-1:0:table/x/stream/1', () => OK, settings)).toThrow(message);
  });
});
