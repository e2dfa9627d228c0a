import { expect, test } from '@jest/globals';
import { readBatchResponse } from './batch-response.ts';

const batch = new Set(['a', 'b']);

test.each([null, undefined, '', {}, { batchItemFailures: null }, { batchItemFailures: [] }, { other: 1 }])(
  '%j means that all went well',
  (payload) => {
    expect(readBatchResponse(payload, batch)).toEqual({ failed: 'none' });
  },
);

test.each([
  'ok',
  3,
  [],
  { batchItemFailures: 'a' },
  { batchItemFailures: {} },
  { batchItemFailures: ['a'] },
  { batchItemFailures: [null] },
  { batchItemFailures: [{}] },
  { batchItemFailures: [{ itemIdentifier: '' }] },
  { batchItemFailures: [{ itemIdentifier: null }] },
  { batchItemFailures: [{ itemId: 'a' }] },
  { batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: 'unknown' }] },
])('%j makes the whole batch fail', (payload) => {
  expect(readBatchResponse(payload, batch)).toMatchObject({ failed: 'all', reason: expect.any(String) });
});

test('the reported messages fail, however often they are named', () => {
  const batchItemFailures = [{ itemIdentifier: 'b' }, { itemIdentifier: 'b' }];
  expect(readBatchResponse({ batchItemFailures }, batch)).toEqual({ failed: 'some', ids: new Set(['b']) });
});
