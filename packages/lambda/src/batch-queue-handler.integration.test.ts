import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { memoryItems } from '@cartless/aggregate/memory';
import { defineError, type ErrorKind, readCloudEvent, UserActivated, UserErased } from '@cartless/domain';
import { lambdaContext, queueEvent, setEnvironment } from '@cartless/testing';
import { batchQueueHandler } from './batch-queue-handler.ts';
import { ScratchQueue } from '../test/scratch-queue.ts';

const facts = (sequence: number) =>
  ({ subject: 'usr_1', sequence, time: '2026-11-21T08:00:00.000Z', data: { userId: 'usr_1' } }) as const;
const activated = (sequence: number) => UserActivated.create(facts(sequence));
const erased = (sequence: number) => UserErased.create(facts(sequence));
const idsOf = (event: ReturnType<typeof queueEvent>, ...indexes: number[]) =>
  indexes.map((index) => ({ itemIdentifier: event.Records[index]?.messageId }));
const failing = (kind: ErrorKind) => defineError(kind, 'NO_GO', { en: 'It is {why}.', 'zh-CN': '{why}' });

describe('consumers of whole batches', () => {
  let deadLetters: ScratchQueue;
  let own: ScratchQueue;
  beforeAll(async () => {
    deadLetters = await ScratchQueue.create();
    own = await ScratchQueue.create();
  });
  afterAll(() => {
    deadLetters.close();
    own.close();
  });
  let putBack: () => void;
  beforeEach(() => {
    putBack = setEnvironment({ PARK_QUEUE_URL: deadLetters.url, HAND_BACK_QUEUE_URL: own.url });
  });
  afterEach(() => putBack());
  const parked = async () =>
    (await deadLetters.take()).map(({ body, attributes }) => ({ body, ...attributes }));

  it('apply all readable events together, in their order', async () => {
    const applied: number[][] = [];
    const handler = batchQueueHandler([UserActivated, UserErased], async (events) => {
      applied.push(events.map(({ sequence }) => sequence));
      return { rejected: [], unfinished: [] };
    });
    const event = queueEvent([activated(1), 'hello', erased(3), activated(2)]);
    expect(await handler(event, lambdaContext())).toEqual({ batchItemFailures: [] });
    expect(applied).toEqual([[1, 3, 2]]);
    expect(await parked()).toEqual([expect.objectContaining({ body: 'hello' })]);
  });

  it('that fail stay, but what was parked does not come again', async () => {
    const handler = batchQueueHandler([UserActivated], async () => {
      throw new Error('no table');
    });
    const event = queueEvent([activated(1), 'hello', activated(2)]);
    expect(await handler(event, lambdaContext())).toEqual({ batchItemFailures: idsOf(event, 0, 2) });
    expect(await parked()).toHaveLength(1);
  });

  it('park the events that are rejected for good, and retry those that are rejected for now', async () => {
    const [Gone, Busy] = [failing('gone'), failing('unavailable')];
    const handler = batchQueueHandler([UserActivated], async (events) => ({
      rejected: events.flatMap(({ id, sequence }) =>
        sequence === 1 ? [] : [{ eventId: id, error: sequence === 2 ? Gone() : Busy() }],
      ),
      unfinished: [],
    }));
    const event = queueEvent([activated(1), activated(2), activated(3)]);
    expect(await handler(event, lambdaContext())).toEqual({ batchItemFailures: idsOf(event, 2) });
    expect(await parked()).toEqual([
      expect.objectContaining({ body: event.Records[1]?.body, code: 'NO_GO' }),
    ]);
  });

  it('apply nothing when nothing can be read', async () => {
    const handler = batchQueueHandler([UserActivated], () => {
      throw new Error('must not run');
    });
    expect(await handler(queueEvent(['hello']), lambdaContext())).toEqual({ batchItemFailures: [] });
    expect(await parked()).toHaveLength(1);
  });

  it('that cannot be parked stay beside what was applied', async () => {
    setEnvironment({ PARK_QUEUE_URL: undefined });
    const event = queueEvent([activated(1), 'hello']);
    const handler = batchQueueHandler([UserActivated], async () => ({ rejected: [], unfinished: [] }));
    expect(await handler(event, lambdaContext())).toEqual({ batchItemFailures: idsOf(event, 1) });
  });

  describe('that have no time for all of a batch', () => {
    /** Applies as many events as there is time for, each of which takes a second. */
    const slow = () => {
      let left = 8000;
      const applied: number[] = [];
      const handler = batchQueueHandler([UserActivated], async (events, timeLeft) => {
        const unfinished: string[] = [];
        for (const { id, sequence } of events) {
          if (timeLeft() <= 0) unfinished.push(id);
          else {
            applied.push(sequence);
            left -= 1000;
          }
        }
        return { rejected: [], unfinished };
      });
      return { handler, applied, context: { getRemainingTimeInMillis: () => left } };
    };
    const batch = (...receives: number[]) => ({
      Records: receives.flatMap((count, i) => queueEvent([activated(i)], count).Records),
    });

    it('hand back what is left, and keep a quarter of their time for the answer', async () => {
      const { handler, applied, context } = slow();
      const event = batch(1, 1, 1, 1, 1, 1, 1, 1);
      expect(await handler(event, context)).toEqual({ batchItemFailures: idsOf(event, 6, 7) });
      expect(applied).toEqual([0, 1, 2, 3, 4, 5]);
      expect([await parked(), await own.take()]).toEqual([[], []]);
    });

    it('take first what was received most often', async () => {
      const { handler, applied, context } = slow();
      await handler(batch(1, 2, 1, 4, 2, 1, 1, 1), context);
      expect(applied).toEqual([3, 1, 4, 0, 2, 5]);
    });

    it('send anew what would become a dead letter by waiting alone', async () => {
      const { handler, context } = slow();
      const event = batch(5, 5, 4, 4, 4, 4, 4, 3, 2);
      expect(await handler(event, context)).toEqual({ batchItemFailures: idsOf(event, 8) });
      const again = await own.take();
      const sequences = again.map(({ body }) => readCloudEvent(JSON.parse(body), [UserActivated]).sequence);
      expect(sequences.toSorted((a, b) => a - b)).toEqual([6, 7]);
      expect(await parked()).toEqual([]);
    });

    it('send nothing anew while they get on with nothing: then they are broken', async () => {
      const event = batch(5, 5);
      const handler = batchQueueHandler([UserActivated], async (events) => ({
        rejected: [],
        unfinished: events.map(({ id }) => id),
      }));
      expect(await handler(event, lambdaContext())).toEqual({ batchItemFailures: idsOf(event, 0, 1) });
      expect(await own.take()).toEqual([]);
    });

    it('send nothing anew when all that they did was to fail', async () => {
      const Busy = failing('unavailable');
      const event = batch(5, 5);
      const handler = batchQueueHandler([UserActivated], async ([first, ...others]) => ({
        rejected: first ? [{ eventId: first.id, error: Busy() }] : [],
        unfinished: others.map(({ id }) => id),
      }));
      expect(await handler(event, lambdaContext())).toEqual({ batchItemFailures: idsOf(event, 0, 1) });
      expect(await own.take()).toEqual([]);
    });

    it('leave in the queue what cannot be sent anew', async () => {
      setEnvironment({ HAND_BACK_QUEUE_URL: undefined });
      const { handler, context } = slow();
      const event = batch(5, 5, 5, 5, 5, 5, 5);
      expect(await handler(event, context)).toEqual({ batchItemFailures: idsOf(event, 6) });
    });

    it('answer in time when a step hangs', async () => {
      const event = batch(1, 1);
      const handler = batchQueueHandler([UserActivated], () => new Promise(() => undefined));
      const answer = await handler(event, { getRemainingTimeInMillis: () => 60 });
      expect(answer).toEqual({ batchItemFailures: idsOf(event, 0, 1) });
    });

    it('write nothing more when the step goes on afterwards', async () => {
      const table = memoryItems({ key: { pk: 'S' }, indexes: {} });
      const gate = Promise.withResolvers<void>();
      let written: Promise<unknown> = Promise.resolve();
      const handler = batchQueueHandler([UserActivated], () => {
        written = gate.promise.then(() => table.write([{ put: { pk: 'roll-up' } }]));
        return new Promise(() => undefined);
      });
      await handler(batch(1), { getRemainingTimeInMillis: () => 60 });
      gate.resolve();
      await expect(written).rejects.toThrow(/was answered/);
      expect(table.all()).toEqual([]);
    });
  });
});
