import { describe, expect, test } from '@jest/globals';
import { eventually } from '@cartless/eventually';
import type { QueueRecord } from './queue-event.ts';
import type { QueueSourceOptions } from './queue-source.ts';
import { bodies, failuresOf, freshName, OK, queues, start } from './test-queue-source.ts';
import { REGION } from './test-queues.ts';

describe('an SQS event source', () => {
  test('hands over messages in the shape of the Lambda event and deletes them', async () => {
    const url = await queues.create('shape');
    const seen: QueueRecord[] = [];
    start(url, (records) => (seen.push(...records), OK));
    await queues.send(url, ['{"n":1}']);
    await eventually(() => queues.isEmpty(url));
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

  test('delivers to an idle consumer each message when it comes', async () => {
    const url = await queues.create(freshName());
    const batches: (readonly string[])[] = [];
    start(url, (records) => (batches.push(bodies(records)), OK));
    for (let n = 0; n < 15; n += 1) {
      await queues.send(url, [String(n)]);
      await eventually(() => batches.length === n + 1);
    }
    expect(batches).toEqual(Array.from({ length: 15 }, (_, n) => [String(n)]));
  });

  test('fills a batch over several calls up to its size', async () => {
    const url = await queues.create(freshName(), { VisibilityTimeout: '20' });
    const numbers = Array.from({ length: 25 }, (_, n) => String(n));
    await queues.send(url, numbers);
    const sizes: number[] = [];
    start(url, (records) => (sizes.push(records.length), OK), { batchSize: 25, batchWindowSeconds: 300 });
    await eventually(() => queues.isEmpty(url));
    expect(sizes).toEqual([25]);
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
    await queues.send(url, ['a', 'b', 'c']);
    await eventually(() => queues.isEmpty(url));
    expect(sizes).toEqual([3]);
    expect(handedOver - sent).toBeGreaterThan(900);
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
        await eventually(() => most >= 3);
        await new Promise((resolve) => setTimeout(resolve, 100));
        running -= 1;
        return OK;
      },
      { batchSize: 1, maximumConcurrency: 3 },
    );
    await eventually(() => queues.isEmpty(url));
    expect(most).toBe(3);
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
    await eventually(() => done.length === 6);
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
    await eventually(() => queues.isEmpty(url));
    expect(seen.toSorted()).toEqual(['{"type":"a.v1"}', '{"type":"a.v2"}']);
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
