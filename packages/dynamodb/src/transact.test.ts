import { describe, expect, it } from '@jest/globals';
import { TransactionCanceledException, TransactionInProgressException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { transactWrite } from './transact.ts';

const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    $metadata: {},
    message: 'cancelled',
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
const inProgress = new TransactionInProgressException({ $metadata: {}, message: 'in progress' });

/** A client that fails with each error in turn and then succeeds. */
function failing(...errors: Error[]) {
  const sent = { times: 0 };
  const send = async () => {
    const error = errors[sent.times];
    sent.times += 1;
    if (error !== undefined) throw error;
    return {};
  };
  return { client: { send } as unknown as DynamoDBDocumentClient, sent };
}

describe('a transaction', () => {
  it.each([
    ['another transaction', cancelled('None', 'TransactionConflict')],
    ['a hot partition', cancelled('ThrottlingError', 'None')],
    ['the throughput limit', cancelled('ProvisionedThroughputExceeded')],
    ['itself, still in progress', inProgress],
  ])('that met %s is tried again', async (_, error) => {
    const { client, sent } = failing(error, error);
    expect(await transactWrite(client, [], { pauseMs: 0 })).toEqual({ ok: true });
    expect(sent.times).toBe(3);
  });

  it('that meets others at every try says that the shop is busy, and when to come back', async () => {
    const { client, sent } = failing(...Array.from({ length: 9 }, () => cancelled('TransactionConflict')));
    await expect(transactWrite(client, [], { attempts: 3, pauseMs: 0 })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'BUSY',
      details: { retryAfter: 1 },
    });
    expect(sent.times).toBe(3);
  });

  it('whose condition fails while it meets others is refused and not tried again', async () => {
    const { client, sent } = failing(cancelled('TransactionConflict', 'ConditionalCheckFailed'));
    expect(await transactWrite(client, [], { pauseMs: 0 })).toEqual({
      ok: false,
      refusals: [{ index: 1, item: undefined }],
    });
    expect(sent.times).toBe(1);
  });

  it.each([
    cancelled('ValidationError'),
    cancelled('ItemCollectionSizeLimitExceeded'),
    new Error('no network'),
  ])('that failed for another reason fails: %s', async (error) => {
    const { client, sent } = failing(error);
    await expect(transactWrite(client, [], { pauseMs: 0 })).rejects.toBe(error);
    expect(sent.times).toBe(1);
  });
});
