import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  currentTrace,
  defineError,
  type ErrorKind,
  UserActivated,
  UserErased,
  UserSuspended,
} from '@cartless/domain';
import { queueEvent, setEnvironment } from '@cartless/testing';
import * as z from 'zod/mini';
import { RETRY_OF_KIND } from './boundary-errors.ts';
import { messageHandler, on, queueHandler } from './queue-handler.ts';
import { ScratchQueue } from '../test/scratch-queue.ts';

const facts = (sequence: number) =>
  ({ subject: 'usr_1', sequence, time: '2026-11-21T08:00:00.000Z', data: { userId: 'usr_1' } }) as const;
const activated = (sequence: number) => UserActivated.create(facts(sequence));
const erased = (sequence: number) => UserErased.create(facts(sequence));
const idsOf = (event: ReturnType<typeof queueEvent>, ...indexes: number[]) =>
  indexes.map((index) => ({ itemIdentifier: event.Records[index]?.messageId }));

describe('consumers of a queue', () => {
  let deadLetters: ScratchQueue;
  beforeAll(async () => {
    deadLetters = await ScratchQueue.create();
  });
  afterAll(() => deadLetters.close());
  let putBack: () => void;
  beforeEach(() => {
    putBack = setEnvironment({ PARK_QUEUE_URL: deadLetters.url });
  });
  afterEach(() => putBack());
  const parked = async () =>
    (await deadLetters.take()).map(({ body, attributes }) => ({ body, ...attributes }));
  const failing = (kind: ErrorKind) => defineError(kind, 'NO_GO', { en: 'It is {why}.', 'zh-CN': '{why}' });

  describe('of events', () => {
    it('hand each event to what is done about it, under the trace of its cause', async () => {
      const seen: unknown[] = [];
      const note = async (event: { type: string }) => {
        seen.push([event.type, currentTrace()?.correlationId, currentTrace()?.traceparent.slice(3, 35)]);
      };
      const handler = queueHandler(on(UserActivated, note), on(UserErased, note));
      const trace = { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, correlationId: 'c' };
      const event = queueEvent([{ ...activated(1), ...trace }, erased(2)]);
      expect(await handler(event)).toEqual({ batchItemFailures: [] });
      expect(seen).toEqual([
        ['users.user-activated.v1', 'c', 'a'.repeat(32)],
        ['users.user-erased.v1', expect.any(String), expect.stringMatching(/^[0-9a-f]{32}$/)],
      ]);
    });

    it('report only the events that failed', async () => {
      const handler = queueHandler(
        on(UserActivated, async ({ sequence }) => {
          if (sequence % 2 === 0) throw new Error('no table');
        }),
      );
      const event = queueEvent([activated(1), activated(2), activated(3), activated(4)]);
      expect(await handler(event)).toEqual({ batchItemFailures: idsOf(event, 1, 3) });
      expect(await parked()).toEqual([]);
    });

    const kinds = Object.entries(RETRY_OF_KIND) as [ErrorKind, 'retry' | 'park'][];
    it.each(kinds)('that fail as %s: %s', async (kind, decision) => {
      const NoGo = failing(kind);
      const handler = queueHandler(
        on(UserActivated, async () => {
          throw NoGo({ details: { why: 'so' } });
        }),
      );
      const event = queueEvent([activated(1)]);
      const { batchItemFailures } = await handler(event);
      expect(batchItemFailures).toEqual(decision === 'retry' ? idsOf(event, 0) : []);
      expect(await parked()).toEqual(
        decision === 'retry'
          ? []
          : [
              {
                body: event.Records[0]?.body,
                code: 'NO_GO',
                reason: 'It is so.',
                source: 'arn:aws:sqs:us-east-1:000000000000:test',
                messageId: event.Records[0]?.messageId,
                parkedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
              },
            ],
      );
    });

    it.each([
      ['no JSON', 'hello'],
      ['no event', '{"hello":"world"}'],
      ['nothing that this queue reads', UserSuspended.create(facts(1))],
      ['against its contract', { ...activated(1), data: { userId: 7 } }],
    ])('park a message that is %s, and do not run', async (_, message) => {
      const handler = queueHandler(
        on(UserActivated, () => {
          throw new Error('must not run');
        }),
      );
      expect(await handler(queueEvent([message]))).toEqual({ batchItemFailures: [] });
      expect(await parked()).toEqual([expect.objectContaining({ code: 'EVENT_UNREADABLE' })]);
    });

    it('leave a message that cannot even be parked where it is', async () => {
      const handler = queueHandler(on(UserActivated, async () => undefined));
      const event = queueEvent(['hello', activated(1)]);
      for (const url of [undefined, `${deadLetters.url}-gone`]) {
        setEnvironment({ PARK_QUEUE_URL: url });
        expect(await handler(event)).toEqual({ batchItemFailures: idsOf(event, 0) });
      }
    });

    it('park a reason that is longer than an attribute may be', async () => {
      const NoGo = failing('gone');
      const handler = queueHandler(
        on(UserActivated, async () => {
          throw NoGo({ details: { why: '长'.repeat(5000) } });
        }),
      );
      expect(await handler(queueEvent([activated(1)]))).toEqual({ batchItemFailures: [] });
      const [message] = await parked();
      expect(message).toMatchObject({ reason: expect.stringMatching(/^It is 长{1018}$/) });
    });
  });

  describe('of own messages', () => {
    const handler = (run: (message: { orderId: string }) => Promise<unknown>) =>
      messageHandler(z.object({ orderId: z.string() }), run);

    it('hand on what the schema reads', async () => {
      const seen: unknown[] = [];
      const event = queueEvent(['{"orderId":"ord_1","more":1}']);
      expect(await handler(async (message) => seen.push(message))(event)).toEqual({ batchItemFailures: [] });
      expect(seen).toEqual([{ orderId: 'ord_1' }]);
    });

    it('park what it does not, and retry what failed', async () => {
      const run = handler(async () => {
        throw new Error('no carrier');
      });
      const event = queueEvent(['{"orderId":7}', '{"orderId":"ord_1"}']);
      expect(await run(event)).toEqual({ batchItemFailures: idsOf(event, 1) });
      expect(await parked()).toEqual([
        expect.objectContaining({ code: 'EVENT_UNREADABLE', body: '{"orderId":7}' }),
      ]);
    });
  });
});
