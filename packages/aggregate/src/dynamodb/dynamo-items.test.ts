import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { continueTrace, endTrace, withTrace } from '@cartless/domain';
import type { Items } from '../items.ts';
import { dynamoItems } from './dynamo-items.ts';

const TABLE = { key: { pk: 'S' }, indexes: {} } as const;

/** A table of which the first answers are errors of DynamoDB, each after the SDK's own tries. */
function failing(times: number, type = 'InternalServerError') {
  const asked: string[] = [];
  const handle = ({ body }: Readonly<{ body: Uint8Array }>) => {
    asked.push(new TextDecoder().decode(body));
    const isOver = asked.length > times;
    return Promise.resolve({
      response: {
        statusCode: isOver ? 200 : 500,
        reason: '',
        headers: { 'content-type': 'application/x-amz-json-1.0' },
        body: Readable.from([
          isOver ? '{}' : JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}` }),
        ]),
      },
    });
  };
  const client = new DynamoDBClient({
    region: 'eu-west-1',
    endpoint: 'http://table.invalid',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
    requestHandler: { handle } as never,
  });
  return { asked, items: dynamoItems(DynamoDBDocumentClient.from(client), 'table', TABLE) };
}

const both = [{ put: { pk: 'a' } }, { put: { pk: 'b' } }];

describe('an error inside DynamoDB', () => {
  it('is an answer that was lost: the same transaction is sent again, under its token', async () => {
    const { asked, items } = failing(2);
    expect(await items.write(both)).toEqual({ ok: true });
    expect(asked).toHaveLength(3);
    expect(
      new Set(asked.map((body) => (JSON.parse(body) as { ClientRequestToken: string }).ClientRequestToken))
        .size,
    ).toBe(1);
  });

  it('leaves a write of one item recognisable', async () => {
    const { asked, items } = failing(1);
    expect(await items.write([{ put: { pk: 'a' }, when: { n: 1 } }])).toMatchObject({ ok: true });
    expect(new Set(asked)).toHaveProperty('size', 1);
  });

  it('is told as a moment when the shop is busy, should it last', async () => {
    const { items } = failing(Infinity);
    await expect(items.write(both)).rejects.toMatchObject({ code: 'BUSY' });
    await expect(items.get({ pk: 'a' })).rejects.toMatchObject({ code: 'BUSY' });
  });

  it('is no other error, which stays what it is', async () => {
    await expect(failing(Infinity, 'ResourceNotFoundException').items.write(both)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

describe('what is written for a request that was answered', () => {
  const trace = continueTrace(undefined);
  const late = (items: Items): (() => Promise<unknown>)[] => [
    () => items.write(both),
    () => items.write([{ put: { pk: 'a' } }]),
    () => items.putMany([{ pk: 'a' }]),
  ];

  it('is refused, and the table is not asked', async () => {
    const { asked, items } = failing(0);
    endTrace(trace);
    for (const write of late(items))
      await expect(withTrace(trace, write)).rejects.toThrow(/was answered, and its time is over/);
    expect(asked).toEqual([]);
  });

  it('is not tried once more', async () => {
    const { asked, items } = failing(9);
    const running = continueTrace(undefined);
    const written = withTrace(running, () => items.write(both));
    endTrace(running);
    await expect(written).rejects.toThrow(/was answered/);
    expect(asked).toHaveLength(1);
  });
});
