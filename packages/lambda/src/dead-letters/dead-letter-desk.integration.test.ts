import { randomUUID } from 'node:crypto';
import { CreateQueueCommand, DeleteQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { setEnvironment } from '@cartless/testing';
import { redriveDeadLetters, showDeadLetters } from './dead-letter-desk.ts';
import { receiveAll } from './held-messages.ts';
import { countMessages } from './message-counts.ts';

const forEver = () => Infinity;

describe('the desk for dead letters', () => {
  const sqs = new SQSClient({});
  let names: Readonly<{ mails: string; letters: string; relay: string }>;
  let putBackEnvironment: () => void;
  const urlOf = (name: string) => `${process.env['AWS_ENDPOINT_URL_SQS']}/000000000000/${name}`;
  const count = async (name: string) => (await countMessages(sqs, urlOf(name))).all;
  const send = (queue: string, MessageBody: string) =>
    sqs.send(
      new SendMessageCommand({
        QueueUrl: urlOf(queue),
        MessageBody,
        MessageAttributes: {
          code: { DataType: 'String', StringValue: 'NO_MAIL' },
          reason: { DataType: 'String', StringValue: 'nobody is there' },
          traceparent: { DataType: 'String', StringValue: '00-abc' },
        },
      }),
    );
  const event = (id: string) =>
    JSON.stringify({
      id,
      type: 'orders.order-paid.v2',
      subject: id,
      correlationid: `of-${id}`,
      data: 'secret',
    });

  beforeEach(async () => {
    const mails = `mails-${randomUUID()}`;
    names = { mails, letters: `${mails}-dead-letters`, relay: `relay-${randomUUID()}-dead-letters` };
    for (const QueueName of Object.values(names)) await sqs.send(new CreateQueueCommand({ QueueName }));
    putBackEnvironment = setEnvironment({
      DEAD_LETTER_QUEUE_URLS: [names.letters, names.relay].map(urlOf).join(','),
      QUEUE_URLS: urlOf(names.mails),
    });
  });
  afterEach(async () => {
    putBackEnvironment();
    for (const name of Object.values(names))
      await sqs.send(new DeleteQueueCommand({ QueueUrl: urlOf(name) }));
  });
  afterAll(() => sqs.destroy());

  it('shows why each lies there, and nothing of its text; whoever comes after sees it too', async () => {
    await send(names.letters, event('ord_1'));
    const shown = await showDeadLetters(sqs);
    expect(shown).toMatchObject([
      {
        queue: names.letters,
        movable: true,
        count: 1,
        letters: [
          {
            types: ['orders.order-paid.v2'],
            subjects: ['ord_1'],
            trace: 'of-ord_1',
            reason: 'NO_MAIL: nobody is there',
          },
        ],
      },
    ]);
    expect(JSON.stringify(shown)).not.toContain('secret');
    expect(await showDeadLetters(sqs)).toEqual(shown);
  });

  it('puts back the one that is named, then all, with the trace and without the reason', async () => {
    for (const id of ['ord_1', 'ord_2', 'ord_3']) await send(names.letters, event(id));
    const [queue] = await showDeadLetters(sqs);
    const second = queue?.letters.find(({ subjects }) => subjects.includes('ord_2'));
    expect(await redriveDeadLetters(sqs, names.letters, forEver, [second?.letterId ?? ''])).toBe(1);
    const [back, ...others] = await receiveAll(sqs, urlOf(names.mails));
    expect([back?.Body, others]).toEqual([event('ord_2'), []]);
    expect(Object.keys(back?.MessageAttributes ?? {})).toEqual(['traceparent']);
    expect(await redriveDeadLetters(sqs, names.letters, forEver)).toBe(2);
    expect([await count(names.letters), await count(names.mails)]).toEqual([0, 3]);
    expect(await showDeadLetters(sqs)).toEqual([]);
  });

  it('puts back what there is time for, and shows the rest to others at once', async () => {
    for (let i = 0; i < 25; i += 1) await send(names.letters, event(`ord_${i}`));
    const sent = jest.spyOn(sqs, 'send');
    const isSent = (): number =>
      sent.mock.calls.filter(([{ constructor }]) => constructor === SendMessageCommand).length;
    expect(await redriveDeadLetters(sqs, names.letters, () => 15 - isSent())).toBe(20);
    sent.mockRestore();
    expect([(await receiveAll(sqs, urlOf(names.letters))).length, await count(names.mails)]).toEqual([5, 20]);
  });

  it('refuses what has no queue to go back to, and queues that are not its own', async () => {
    await send(names.relay, JSON.stringify({ dynamodb: { NewImage: {} } }));
    expect(await showDeadLetters(sqs)).toMatchObject([{ queue: names.relay, movable: false }]);
    await expect(redriveDeadLetters(sqs, names.relay, forEver)).rejects.toMatchObject({
      code: 'DEAD_LETTERS_NOT_MOVABLE',
    });
    await expect(redriveDeadLetters(sqs, names.mails, forEver)).rejects.toMatchObject({
      code: 'DEAD_LETTER_QUEUE_UNKNOWN',
    });
    expect(await count(names.relay)).toBe(1);
  });
});
