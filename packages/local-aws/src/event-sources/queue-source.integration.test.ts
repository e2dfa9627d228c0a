import { afterAll, describe, expect, test } from '@jest/globals';
import { startFauxqs } from 'fauxqs';
import type { EventSource } from './event-source.ts';
import type { InvokeResult } from './invoke-within.ts';
import type { QueueRecord } from './queue-event.ts';
import { startQueueSource, type QueueSourceOptions } from './queue-source.ts';
import { REGION, TestQueues, until } from './test-queues.ts';

const OK: InvokeResult = { ok: true, payload: null };

// Set up here and not in a hook: concurrent tests begin before the hooks.
const emulator = await startFauxqs({ port: 0, logger: false });
const endpoint = `http://localhost:${emulator.port}`;
const queues = new TestQueues(endpoint);
const sources: EventSource[] = [];
let names = 0;

afterAll(async () => {
  await Promise.all(sources.map((source) => source.stop()));
  queues.close();
  await emulator.stop();
});

const freshName = (): string => `queue-${(names += 1)}`;

function start(
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

const bodies = (records: readonly QueueRecord[]): readonly string[] => records.map((record) => record.body);

const failuresOf = (records: readonly QueueRecord[]): InvokeResult => ({
  ok: true,
  payload: { batchItemFailures: records.map((record) => ({ itemIdentifier: record.messageId })) },
});

describe('an SQS event source', () => {
  test('hands over messages in the shape of the Lambda event and deletes them', async () => {
    const url = await queues.create('shape');
    const seen: QueueRecord[] = [];
    start(url, (records) => (seen.push(...records), OK));
    await queues.send(url, ['{"n":1}']);
    await until('queue empty', () => queues.isEmpty(url));
    expect(seen).toEqual([
      {
        messageId: expect.any(String),
        receiptHandle: expect.any(String),
        body: '{"n":1}',
        attributes: expect.objectContaining({
          ApproximateReceiveCount: '1',
          SentTimestamp: expect.any(String),
        }),
        messageAttributes: {
          kind: { stringValue: 'test', stringListValues: [], binaryListValues: [], dataType: 'String' },
        },
        md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
        md5OfMessageAttributes: expect.any(String),
        eventSource: 'aws:sqs',
        eventSourceARN: `arn:aws:sqs:${REGION}:000000000000:shape`,
        awsRegion: REGION,
      },
    ]);
  });

  test('delivers to an idle consumer without a noticeable wait', async () => {
    const url = await queues.create(freshName());
    const delays: number[] = [];
    start(url, (records) => (delays.push(...records.map((record) => Date.now() - Number(record.body))), OK));
    for (let n = 0; n < 15; n += 1) {
      await new Promise((resolve) => setTimeout(resolve, 40));
      await queues.send(url, [String(Date.now())]);
    }
    await until('all delivered', () => delays.length === 15);
    expect(delays.toSorted((a, b) => a - b)[7]).toBeLessThan(100);
  });

  test.concurrent(
    'deletes all but the reported messages, and moves those to the DLQ after maxReceiveCount',
    async () => {
      const { url, dlqUrl } = await queues.createWithDlq(freshName(), 2);
      const tries = new Map<string, number>();
      start(url, (records) => {
        for (const { body } of records) tries.set(body, (tries.get(body) ?? 0) + 1);
        return failuresOf(records.filter((record) => record.body === 'poison'));
      });
      await queues.send(url, ['a', 'poison', 'b']);
      await until('poison in the DLQ', async () => (await queues.counts(dlqUrl)).visible === 1);
      expect(await queues.receiveBodies(dlqUrl)).toEqual(['poison']);
      expect(await queues.isEmpty(url)).toBe(true);
      expect(Object.fromEntries(tries)).toEqual({ a: 1, poison: 2, b: 1 });
    },
  );

  test.concurrent.each([
    ['rejects', () => Promise.reject(new Error('boom'))],
    ['answers with a function error', () => ({ ok: false as const, error: 'handler threw' })],
    [
      'throws before it is asked',
      () => {
        throw new TypeError('fetch failed');
      },
    ],
    ['does not answer in time', () => new Promise<InvokeResult>(() => undefined)],
    [
      'reports an unknown message',
      () => ({ ok: true as const, payload: { batchItemFailures: [{ itemIdentifier: 'x' }] } }),
    ],
    [
      'reports an empty identifier',
      () => ({ ok: true as const, payload: { batchItemFailures: [{ itemIdentifier: '' }] } }),
    ],
  ])('keeps every message when the invocation %s', async (_how, first) => {
    const url = await queues.create(freshName());
    await queues.send(url, ['a', 'b', 'c']);
    const seen: QueueRecord[] = [];
    let firstTries = 0;
    start(url, (records) => {
      if (records.some((record) => record.attributes['ApproximateReceiveCount'] === '1')) {
        firstTries += records.length;
        return first();
      }
      seen.push(...records);
      return OK;
    });
    await until('second delivery', () => seen.length === 3);
    await until('queue empty', () => queues.isEmpty(url));
    expect(firstTries).toBe(3);
    expect(bodies(seen).toSorted()).toEqual(['a', 'b', 'c']);
  });

  test.concurrent(
    'keeps a message whose function does not report item failures and fails, and deletes it when it succeeds',
    async () => {
      const url = await queues.create(freshName());
      await queues.send(url, ['a']);
      let tries = 0;
      const run = (records: readonly QueueRecord[]): InvokeResult =>
        (tries += 1) === 1 ? { ok: false, error: 'boom' } : failuresOf(records);
      start(url, run, { reportBatchItemFailures: false });
      await until('queue empty', () => queues.isEmpty(url));
      expect(tries).toBe(2);
    },
  );

  test('fills a batch over several calls up to its size', async () => {
    const url = await queues.create(freshName(), { VisibilityTimeout: '20' });
    const numbers = Array.from({ length: 25 }, (_, n) => String(n));
    await queues.send(url, numbers);
    const sizes: number[] = [];
    const began = Date.now();
    start(url, (records) => (sizes.push(records.length), OK), { batchSize: 25, batchWindowSeconds: 10 });
    await until('queue empty', () => queues.isEmpty(url));
    expect(sizes).toEqual([25]);
    expect(Date.now() - began).toBeLessThan(5_000);
  });

  test('hands over a part-filled batch when its window ends, and not before', async () => {
    const url = await queues.create(freshName(), { VisibilityTimeout: '20' });
    const sizes: number[] = [];
    let handedOver = 0;
    start(url, (records) => ((handedOver = Date.now()), sizes.push(records.length), OK), {
      batchSize: 100,
      batchWindowSeconds: 1,
    });
    const sent = Date.now();
    await queues.send(url, ['a', 'b']);
    await new Promise((resolve) => setTimeout(resolve, 400));
    await queues.send(url, ['c']);
    await until('queue empty', () => queues.isEmpty(url));
    expect(sizes).toEqual([3]);
    expect(handedOver - sent).toBeGreaterThan(900);
    expect(handedOver - sent).toBeLessThan(2_500);
  });

  test('runs as many invocations at once as allowed, and no more', async () => {
    const url = await queues.create(freshName(), { VisibilityTimeout: '20' });
    await queues.send(
      url,
      Array.from({ length: 12 }, (_, n) => String(n)),
    );
    let running = 0;
    let most = 0;
    start(
      url,
      async () => {
        most = Math.max(most, (running += 1));
        await new Promise((resolve) => setTimeout(resolve, 100));
        running -= 1;
        return OK;
      },
      { batchSize: 1, maximumConcurrency: 3 },
    );
    await until('queue empty', () => queues.isEmpty(url));
    expect(most).toBe(3);
  });

  test.concurrent(
    'lets the invocation in flight finish when stopped, and leaves the other messages in the queue',
    async () => {
      const url = await queues.create(freshName(), { VisibilityTimeout: '20' });
      await queues.send(
        url,
        Array.from({ length: 8 }, (_, n) => String(n)),
      );
      const done: string[] = [];
      const source = start(
        url,
        async (records) => {
          await new Promise((resolve) => setTimeout(resolve, 200));
          done.push(...bodies(records));
          return OK;
        },
        { batchSize: 2, maximumConcurrency: 1 },
      );
      await new Promise((resolve) => setTimeout(resolve, 100));
      await source.stop();
      const { visible, hidden } = await queues.counts(url);
      expect(done.length).toBeGreaterThan(0);
      expect({ visible, hidden }).toEqual({ visible: 8 - done.length, hidden: 0 });
    },
  );

  test.concurrent(
    'does not wait long for a hanging function when stopped, and its message is delivered again',
    async () => {
      const url = await queues.create(freshName(), { VisibilityTimeout: '8' });
      await queues.send(url, ['a']);
      let invoked = 0;
      const hang = (): Promise<InvokeResult> => ((invoked += 1), new Promise(() => undefined));
      const source = start(url, hang, { functionTimeoutSeconds: 8 });
      await until('invoked', () => invoked === 1);
      const began = Date.now();
      await source.stop();
      expect(Date.now() - began).toBeLessThan(7_500);
      expect(await queues.counts(url)).toEqual({ visible: 0, hidden: 1 });
    },
  );

  test.concurrent('gives back at once what a window had collected when stopped', async () => {
    const url = await queues.create(freshName(), { VisibilityTimeout: '60' });
    const source = start(url, () => OK, { batchSize: 100, batchWindowSeconds: 60 });
    await queues.send(url, ['a', 'b']);
    await until('collected', async () => (await queues.counts(url)).hidden === 2);
    await source.stop();
    expect(await queues.counts(url)).toEqual({ visible: 2, hidden: 0 });
  });

  test.concurrent('keeps the order of each group of a FIFO queue, over failures too', async () => {
    const url = await queues.create(`${freshName()}.fifo`, { FifoQueue: 'true' });
    const sent = ['x1', 'y1', 'x2', 'y2', 'x3', 'y3'];
    await queues.send(
      url,
      sent,
      sent.map((body) => body.charAt(0)),
    );
    const done: string[] = [];
    let failed = false;
    start(url, (records) => {
      const failing = failed ? [] : records.filter((record) => record.body === 'x1');
      failed ||= failing.length > 0;
      done.push(...bodies(records.filter((record) => !failing.includes(record))));
      return failuresOf(failing);
    });
    await until('all done', () => done.length === 6);
    expect(done.filter((body) => body.startsWith('x'))).toEqual(['x1', 'x2', 'x3']);
    expect(done.filter((body) => body.startsWith('y'))).toEqual(['y1', 'y2', 'y3']);
  });

  test.concurrent('drops the messages that no filter wants', async () => {
    const url = await queues.create(freshName());
    await queues.send(url, ['{"type":"a.v1"}', '{"type":"b.v1"}', 'plain text', '{"type":"a.v2"}']);
    const seen: string[] = [];
    start(url, (records) => (seen.push(...bodies(records)), OK), {
      filterPatterns: [{ body: { type: [{ prefix: 'a.' }] } }],
    });
    await until('queue empty', () => queues.isEmpty(url));
    expect(seen.toSorted()).toEqual(['{"type":"a.v1"}', '{"type":"a.v2"}']);
  });

  test.concurrent('goes on when the emulator comes back, having told it once', async () => {
    const first = await startFauxqs({ port: 0, logger: false });
    const { port } = first;
    const away = `http://localhost:${port}`;
    const before = new TestQueues(away);
    const url = await before.create('orders');
    const seen: string[] = [];
    const log: string[] = [];
    const source = start(url, (records) => (seen.push(...bodies(records)), OK), {
      sqsEndpoint: away,
      log: (line) => log.push(line),
    });
    await before.send(url, ['before']);
    await until('first delivered', () => seen.length === 1);
    before.close();
    await first.stop();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const second = await startFauxqs({ port, logger: false });
    const after = new TestQueues(away);
    await after.send(await after.create('orders'), ['after']);
    await until('second delivered', () => seen.length === 2);
    expect(seen).toEqual(['before', 'after']);
    expect(log.filter((line) => line.includes('cannot read the queue'))).toHaveLength(2);
    await source.stop();
    after.close();
    await second.stop();
  });

  test.concurrent('tells that AWS refuses a visibility time-out below the function time-out', async () => {
    const url = await queues.create(freshName(), { VisibilityTimeout: '5' });
    const log: string[] = [];
    start(url, () => OK, { functionTimeoutSeconds: 30, log: (line) => log.push(line) });
    await until('told', () => log.length > 0);
    expect(log[0]).toContain("visibility time-out (5 s) is less than the function's time-out (30 s)");
  });

  test.each<[string, Partial<QueueSourceOptions>, RegExp]>([
    ['a batch above 10 without a window', { batchSize: 11 }, /needs a batch window/],
    ['a batch above 10000', { batchSize: 10_001, batchWindowSeconds: 1 }, /1 to 10000/],
    ['a window above 300 s', { batchWindowSeconds: 301 }, /0 to 300/],
    ['a window on a FIFO queue', { queueUrl: 'http://localhost/0/q.fifo', batchWindowSeconds: 1 }, /FIFO/],
    ['an unsupported filter', { filterPatterns: [{ body: { ip: [{ cidr: '10.0.0.0/8' }] } }] }, /cidr/],
  ])('refuses %s at the start', (_what, settings, message) => {
    expect(() => start('http://localhost/000000000000/q', () => OK, settings)).toThrow(message);
  });
});
