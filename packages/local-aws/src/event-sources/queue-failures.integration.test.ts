import { describe, expect, test } from '@jest/globals';
import { startFauxqs } from 'fauxqs';
import { eventually } from '@cartless/eventually';
import type { InvokeResult } from './invoke-within.ts';
import type { QueueRecord } from './queue-event.ts';
import { bodies, failuresOf, freshName, OK, queues, start } from './test-queue-source.ts';
import { TestQueues } from './test-queues.ts';

describe('an SQS event source, when things go wrong,', () => {
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
      await eventually(async () => (await queues.counts(dlqUrl)).visible === 1);
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
    await eventually(() => seen.length === 3);
    await eventually(() => queues.isEmpty(url));
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
      await eventually(() => queues.isEmpty(url));
      expect(tries).toBe(2);
    },
  );

  test.concurrent(
    'lets the invocation in flight finish when stopped, and leaves the other messages in the queue',
    async () => {
      const url = await queues.create(freshName(), { VisibilityTimeout: '20' });
      await queues.send(
        url,
        Array.from({ length: 8 }, (_, n) => String(n)),
      );
      const done: string[] = [];
      let begun = 0;
      const work = async (records: readonly QueueRecord[]): Promise<InvokeResult> => {
        begun += 1;
        await new Promise((resolve) => setTimeout(resolve, 200));
        done.push(...bodies(records));
        return OK;
      };
      const source = start(url, work, { batchSize: 2, maximumConcurrency: 1 });
      await eventually(() => begun === 1);
      await source.stop();
      const { visible, hidden } = await queues.counts(url);
      expect(done.length).toBeGreaterThan(0);
      expect({ visible, hidden }).toEqual({ visible: 8 - done.length, hidden: 0 });
    },
  );

  test.concurrent(
    'does not wait for a hanging function when stopped, and its message is delivered again',
    async () => {
      const url = await queues.create(freshName(), { VisibilityTimeout: '600' });
      await queues.send(url, ['a']);
      let invoked = 0;
      const hang = (): Promise<InvokeResult> => ((invoked += 1), new Promise(() => undefined));
      const source = start(url, hang, { functionTimeoutSeconds: 600 });
      await eventually(() => invoked === 1);
      await source.stop();
      expect(await queues.counts(url)).toEqual({ visible: 0, hidden: 1 });
    },
  );

  test.concurrent('gives back at once what a window had collected when stopped', async () => {
    const url = await queues.create(freshName(), { VisibilityTimeout: '60' });
    const source = start(url, () => OK, { batchSize: 100, batchWindowSeconds: 60 });
    await queues.send(url, ['a', 'b']);
    await eventually(async () => (await queues.counts(url)).hidden === 2);
    await source.stop();
    expect(await queues.counts(url)).toEqual({ visible: 2, hidden: 0 });
  });

  test.concurrent('takes nothing that comes after it has stopped', async () => {
    const url = await queues.create(freshName(), { VisibilityTimeout: '600' });
    const seen: string[] = [];
    const source = start(url, (records) => (seen.push(...bodies(records)), OK));
    await queues.send(url, ['before']);
    await eventually(() => queues.isEmpty(url));
    await source.stop();
    await queues.send(url, ['after']);
    expect(await queues.counts(url)).toEqual({ visible: 1, hidden: 0 });
    expect(seen).toEqual(['before']);
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
    await eventually(() => seen.length === 1);
    before.close();
    await first.stop();
    await eventually(() => log.some((line) => line.includes('cannot read the queue')));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const second = await startFauxqs({ port, logger: false });
    const after = new TestQueues(away);
    await after.send(await after.create('orders'), ['after']);
    await eventually(() => seen.length === 2);
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
    await eventually(() => log.length > 0);
    expect(log[0]).toContain("visibility time-out (5 s) is less than the function's time-out (30 s)");
  });
});
