import { setEnvironment } from '@cartless/testing';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { marshall } from '@aws-sdk/util-dynamodb';
import { outboxEntry, UserRegistered } from '@cartless/domain';
import type { DynamoDBRecord } from 'aws-lambda';
import { ScratchQueue } from '../../test/scratch-queue.ts';
import { publishes } from '../../test/publishes.ts';
import { streamRelay } from './stream-relay.ts';

/** A topic that refuses the entries whose subject is one of these, as SNS does: HTTP 200 and `Failed`. */
const refused = new Set<string>();
/** Those that it will never take, and those for which it refuses the whole call. */
const hopeless = new Set<string>();
const poison = new Set<string>();
const batches: string[][] = [];
const taken = (id: string) => `<member><Id>${id}</Id><MessageId>m</MessageId></member>`;
const failure = (id: string, isOurs: boolean) =>
  `<member><Id>${id}</Id><Code>${isOurs ? 'InvalidParameter' : 'InternalError'}</Code><Message>x</Message><SenderFault>${isOurs}</SenderFault></member>`;

function answer(body: string): string {
  const form = new URLSearchParams(body);
  const sent = [...form].flatMap(([key, id]) => {
    const at = /^(PublishBatchRequestEntries\.member\.\d+)\.Id$/.exec(key)?.[1];
    return at === undefined ? [] : [{ id, message: form.get(`${at}.Message`) ?? '' }];
  });
  batches.push(sent.map(({ message }) => (JSON.parse(message) as { subject: string }).subject));
  const of = (subjects: Set<string>) =>
    sent.filter(({ message }) => [...subjects].some((text) => message.includes(`"subject":"${text}"`)));
  if (of(poison).length > 0) {
    return `<ErrorResponse><Error><Type>Sender</Type><Code>InvalidParameter</Code><Message>a word it cannot take</Message></Error></ErrorResponse>`;
  }
  const failed = [
    ...of(refused).map(({ id }) => failure(id, false)),
    ...of(hopeless).map(({ id }) => failure(id, true)),
  ];
  const good = sent.filter((one) => !of(refused).includes(one) && !of(hopeless).includes(one));
  return `<PublishBatchResponse><PublishBatchResult><Successful>${good.map(({ id }) => taken(id)).join('')}</Successful><Failed>${failed.join('')}</Failed></PublishBatchResult></PublishBatchResponse>`;
}

const record = (subject: string, username = 'mei'): DynamoDBRecord => {
  const data = { userId: 'usr_1', username, email: 'mei@example.com', locale: 'en' } as const;
  const event = { subject, sequence: 1, time: '2026-11-21T08:00:00.000Z', data };
  const item = marshall({ outbox: [outboxEntry(UserRegistered, event)] }, { removeUndefinedValues: true });
  return { dynamodb: { SequenceNumber: `number-${subject}`, NewImage: item as never } };
};

describe('a relay whose topic refuses some events', () => {
  let server: Server;
  let parked: ScratchQueue;
  let putBack: () => void;
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        const text = answer(body);
        response.writeHead(text.startsWith('<Error') ? 400 : 200, { 'content-type': 'text/xml' }).end(text);
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    parked = await ScratchQueue.create();
    putBack = setEnvironment({
      AWS_ENDPOINT_URL_SNS: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      EVENTS_TOPIC_ARN: 'arn:aws:sns:us-east-1:000000000000:events',
      PARK_QUEUE_URL: parked.url,
    });
  });
  afterAll(async () => {
    parked.close();
    putBack();
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
  beforeEach(() => {
    for (const subjectSet of [refused, hopeless, poison]) subjectSet.clear();
    batches.length = 0;
  });
  const relay = streamRelay(publishes(UserRegistered));
  const subjects = Array.from({ length: 25 }, (_, n) => `s${n}`);

  it('reports the earliest of them and sends nothing of later batches', async () => {
    for (const subject of ['s17', 's13', 's3x']) refused.add(subject);
    const result = await relay({ Records: subjects.map((subject) => record(subject)) });
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'number-s13' }] });
    expect(batches).toEqual([subjects.slice(0, 10), subjects.slice(10, 20)]);
  });

  it('reports the refused one before a later one that cannot be read', async () => {
    refused.add('s2');
    const unreadable = { dynamodb: { SequenceNumber: 'bad', NewImage: { outbox: { L: [{ M: {} }] } } } };
    const result = await relay({ Records: [record('s1'), record('s2'), unreadable] });
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'number-s2' }] });
  });

  it('keeps each request under the size that SNS takes', async () => {
    const large = subjects.slice(0, 5).map((subject) => record(subject, 'x'.repeat(100_000)));
    expect(await relay({ Records: large })).toEqual({ batchItemFailures: [] });
    expect(batches.map(({ length }) => length)).toEqual([2, 2, 1]);
  });

  it.each([
    ['an event that it will never take', hopeless],
    ['an event for which it refuses the whole call', poison],
  ])('parks the change with %s, whole and with the reason, and sends all others', async (_, kind) => {
    kind.add('s13');
    const records = subjects.map((subject) => record(subject));
    expect(await relay({ Records: records })).toEqual({ batchItemFailures: [] });
    expect(await parked.take()).toMatchObject([
      {
        body: JSON.stringify(records[13]),
        attributes: {
          code: 'EVENT_UNPUBLISHABLE',
          messageId: 'number-s13',
          reason: expect.stringContaining('InvalidParameter'),
        },
      },
    ]);
    expect(new Set(batches.flat())).toEqual(new Set(subjects));
  });

  it('waits with a change that can be neither published nor parked', async () => {
    hopeless.add('s1');
    const back = setEnvironment({ PARK_QUEUE_URL: undefined });
    const result = await relay({ Records: [record('s0'), record('s1'), record('s2')] });
    back();
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'number-s1' }] });
  });

  it('parks nothing behind the change that has to wait, for it is tried again', async () => {
    refused.add('s1');
    hopeless.add('s2');
    const result = await relay({ Records: [record('s0'), record('s1'), record('s2')] });
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'number-s1' }] });
    expect(await parked.take()).toEqual([]);
  });
});
