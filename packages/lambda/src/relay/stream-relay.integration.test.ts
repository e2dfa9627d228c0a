import { setEnvironment } from '@cartless/testing';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { marshall } from '@aws-sdk/util-dynamodb';
import {
  outboxEntry,
  type OutboxEntry,
  outboxPointer,
  readCloudEvent,
  UserActivated,
  UserErased,
  UserRegistered,
  UserRegisteredV2,
  UserSuspended,
  withTrace,
} from '@cartless/domain';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { ScratchQueue } from '../../test/scratch-queue.ts';
import { publishes } from '../../test/publishes.ts';
import { streamRelay } from './stream-relay.ts';

type Item = { outbox: readonly OutboxEntry[] } & Record<string, unknown>;

const facts = (sequence: number) =>
  ({ subject: 'usr_1', sequence, time: '2026-11-21T08:00:00.000Z', data: { userId: 'usr_1' } }) as const;
const activated = (n: number) => outboxEntry(UserActivated, facts(n));
const erased = (n: number) => outboxEntry(UserErased, facts(n));

let position = 0;
/** A record of a table's stream; sequence numbers rise. */
function change(after: Item | undefined, before?: Item): DynamoDBRecord {
  position += 1;
  const image = (item: Item) => marshall(item, { removeUndefinedValues: true }) as never;
  return {
    eventName: before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY',
    dynamodb: {
      SequenceNumber: String(position).padStart(21, '0'),
      ...(after && { NewImage: image(after) }),
      ...(before && { OldImage: image(before) }),
    },
  };
}
const numberOf = (record: DynamoDBRecord | undefined) => record?.dynamodb?.SequenceNumber ?? '';
const stream = (...Records: DynamoDBRecord[]): DynamoDBStreamEvent => ({ Records });

describe('the relay', () => {
  const sns = new SNSClient({});
  let all: ScratchQueue;
  let onlyErased: ScratchQueue;
  let newest: ScratchQueue;
  let deadLetters: ScratchQueue;
  let topic = '';
  let putBack: () => void;
  const relay = streamRelay(
    publishes(UserActivated),
    publishes(UserErased),
    publishes(UserSuspended, (item) => ({ userId: item['id'] as 'usr_1' })),
  );
  beforeAll(async () => {
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: `events-${randomUUID()}` }));
    topic = TopicArn ?? '';
    const subscribe = async (filter: Record<string, string>) => {
      const queue = await ScratchQueue.create();
      const Attributes = { RawMessageDelivery: 'true', ...filter };
      await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: queue.arn, Attributes }));
      return queue;
    };
    deadLetters = await ScratchQueue.create();
    putBack = setEnvironment({ EVENTS_TOPIC_ARN: topic, PARK_QUEUE_URL: deadLetters.url });
    all = await subscribe({});
    newest = await subscribe({
      FilterPolicy:
        '{"type":["users.user-registered.v1","users.user-registered.v2"],"newer":[{"exists":false}]}',
    });
    onlyErased = await subscribe({ FilterPolicy: '{"type":["users.user-erased.v1"]}' });
  });
  afterAll(() => {
    putBack();
    sns.destroy();
    deadLetters.close();
    all.close();
    onlyErased.close();
    newest.close();
  });
  /** The ids of the events that arrived, in their order; takes them out. */
  const arrived = async (queue = all) =>
    (await queue.take()).map(({ body }) =>
      readCloudEvent(JSON.parse(body), [UserActivated, UserErased, UserSuspended]),
    );
  const ids = async () => (await arrived()).map(({ id }) => id);
  const done = { batchItemFailures: [] };

  it('publishes what a new item says, with its data and trace', async () => {
    const trace = { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, correlationId: 'c' };
    const entry = withTrace(trace, () => activated(1));
    expect(await relay(stream(change({ id: 'usr_1', outbox: [entry] })))).toEqual(done);
    expect(await arrived()).toEqual([{ ...UserActivated.create(facts(1)), ...trace }]);
    expect(await arrived(onlyErased)).toEqual([]);
  });

  it('gives the type as an attribute, so that subscriptions can filter', async () => {
    await relay(stream(change({ outbox: [activated(2), erased(2)] })));
    expect((await arrived(onlyErased)).map(({ type }) => type)).toEqual(['users.user-erased.v1']);
    expect(await ids()).toHaveLength(2);
  });

  it('marks what is told under a later version too, so that who knows that one gets it alone', async () => {
    const tellsBoth = streamRelay(publishes(UserRegistered), publishes(UserRegisteredV2));
    const account = { userId: 'usr_1', username: 'mei', email: 'mei@example.com', locale: 'en' } as const;
    const entry = (n: number) => outboxEntry(UserRegistered, { ...facts(n), data: account });
    const newer = outboxEntry(UserRegisteredV2, facts(6));
    await tellsBoth(stream(change({ outbox: [entry(6), newer] }), change({ outbox: [entry(7)] })));
    const told = async (queue: ScratchQueue) =>
      (await queue.take()).map(({ body }) => {
        const { id, type } = JSON.parse(body) as { id: string; type: string };
        return `${id} ${type.split('.')[2]}`;
      });
    expect(await told(newest)).toEqual(['usr_1.6.user-registered v2', 'usr_1.7.user-registered v1']);
    expect(await told(all)).toHaveLength(3);
  });

  it('publishes only what was not in the item before', async () => {
    const before = { outbox: [activated(3)] };
    await relay(
      stream(
        change({ ...before, note: 'other write' }, before),
        change({ outbox: [activated(3), erased(4)] }, before),
        change(undefined, { outbox: [erased(4)] }),
        change({ outbox: [] }, before),
        change({ name: 'no outbox' } as never),
      ),
    );
    expect(await ids()).toEqual(['usr_1.4.user-erased']);
  });

  it('makes the data of a pointer from the item', async () => {
    await relay(
      stream(change({ id: 'usr_1', secret: 'x', outbox: [outboxPointer(UserSuspended, facts(5))] })),
    );
    expect(await arrived()).toEqual([UserSuspended.create(facts(5))]);
  });

  it('publishes more than ten in the order of the stream', async () => {
    const records = Array.from({ length: 23 }, (_, n) => change({ outbox: [activated(100 + n)] }));
    expect(await relay(stream(...records))).toEqual(done);
    expect(await ids()).toEqual(records.map((_, n) => `usr_1.${100 + n}.user-activated`));
  });

  it.each([
    [
      'an event that it does not publish',
      { ...activated(7), type: 'users.user-renamed.v1' },
      'does not publish',
    ],
    ['data that break the contract', { ...activated(9), d: { userId: 7 } }, 'invalid_type'],
    ['a pointer that has no projection', outboxPointer(UserActivated, facts(9)), 'invalid_type'],
    ['a sequence that no envelope can carry', { ...activated(9), n: 10 ** 10 }, 'at most 10 digits'],
  ])('parks a change with %s, and sends what stands before and behind it', async (_, entry, reason) => {
    const records = [activated(6), entry, activated(8)].map((one) => change({ outbox: [one] }));
    expect(await relay(stream(...records))).toEqual(done);
    expect(await ids()).toEqual(['usr_1.6.user-activated', 'usr_1.8.user-activated']);
    const [parked, ...others] = await deadLetters.take();
    expect(others).toEqual([]);
    expect(JSON.parse(parked?.body ?? '')).toEqual(JSON.parse(JSON.stringify(records[1])));
    expect(parked?.attributes).toMatchObject({
      messageId: numberOf(records[1]),
      reason: expect.stringContaining(reason),
    });
  });

  it('reports the first record when the topic takes nothing', async () => {
    const back = setEnvironment({ EVENTS_TOPIC_ARN: `${topic}-gone` });
    try {
      const records = [
        change({ outbox: [] }),
        change({ outbox: [activated(10)] }),
        change({ outbox: [erased(11)] }),
      ];
      expect(await relay(stream(...records))).toEqual({
        batchItemFailures: [{ itemIdentifier: numberOf(records[1]) }],
      });
    } finally {
      back();
    }
  });

  it('does not start without knowing its topic', async () => {
    const back = setEnvironment({ EVENTS_TOPIC_ARN: undefined });
    await expect(relay(stream())).rejects.toThrow(/EVENTS_TOPIC_ARN is not set/);
    back();
  });
});
