import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { marshall } from '@aws-sdk/util-dynamodb';
import { outboxEntry, UserRegistered } from '@cartless/domain';
import type { DynamoDBRecord } from 'aws-lambda';
import { publishes, streamRelay } from './stream-relay.ts';

/** A topic that refuses the entries whose message contains one of `refused`, as SNS does: HTTP 200 and `Failed`. */
const refused = new Set<string>();
const batches: string[][] = [];
const entry = (id: string, failed: boolean) =>
  failed
    ? `<member><Id>${id}</Id><Code>InternalError</Code><Message>x</Message><SenderFault>false</SenderFault></member>`
    : `<member><Id>${id}</Id><MessageId>m</MessageId></member>`;

function answer(body: string): string {
  const form = new URLSearchParams(body);
  const sent = [...form].flatMap(([key, id]) => {
    const at = /^(PublishBatchRequestEntries\.member\.\d+)\.Id$/.exec(key)?.[1];
    return at === undefined ? [] : [{ id, message: form.get(`${at}.Message`) ?? '' }];
  });
  batches.push(sent.map(({ message }) => (JSON.parse(message) as { subject: string }).subject));
  const failed = (message: string) => [...refused].some((text) => message.includes(`"subject":"${text}"`));
  const list = (wanted: boolean) =>
    sent.filter(({ message }) => failed(message) === wanted).map(({ id }) => entry(id, wanted));
  return `<PublishBatchResponse><PublishBatchResult><Successful>${list(false).join('')}</Successful><Failed>${list(true).join('')}</Failed></PublishBatchResult></PublishBatchResponse>`;
}

const record = (subject: string, username = 'mei'): DynamoDBRecord => {
  const data = { userId: 'usr_1', username, email: 'mei@example.com', locale: 'en' } as const;
  const event = { subject, sequence: 1, time: '2026-11-21T08:00:00.000Z', data };
  const item = marshall({ outbox: [outboxEntry(UserRegistered, event)] }, { removeUndefinedValues: true });
  return { dynamodb: { SequenceNumber: `number-${subject}`, NewImage: item as never } };
};

describe('a relay whose topic refuses some events', () => {
  let server: Server;
  const endpoint = process.env['AWS_ENDPOINT_URL_SNS'];
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => response.setHeader('content-type', 'text/xml').end(answer(body)));
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    process.env['AWS_ENDPOINT_URL_SNS'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    process.env['EVENTS_TOPIC_ARN'] = 'arn:aws:sns:us-east-1:000000000000:events';
  });
  afterAll(async () => {
    process.env['AWS_ENDPOINT_URL_SNS'] = endpoint;
    delete process.env['EVENTS_TOPIC_ARN'];
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
  beforeEach(() => {
    refused.clear();
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
});
