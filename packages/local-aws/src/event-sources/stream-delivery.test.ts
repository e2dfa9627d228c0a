import { describe, expect, test } from '@jest/globals';
import type { InvokeResult } from './invoke-within.ts';
import { StreamDelivery } from './stream-delivery.ts';
import type { StreamRecord } from './stream-event.ts';
import type { StreamSourceOptions } from './stream-source-options.ts';

const nowSeconds = Math.floor(Date.now() / 1000);

const record = (number: number, ageSeconds = 0): StreamRecord => ({
  eventID: `event-${number}`,
  eventName: 'INSERT',
  eventVersion: '1.1',
  eventSource: 'aws:dynamodb',
  awsRegion: 'us-east-1',
  dynamodb: {
    ApproximateCreationDateTime: nowSeconds - ageSeconds,
    Keys: {},
    SequenceNumber: String(number),
    SizeBytes: 1,
    StreamViewType: 'NEW_IMAGE',
  },
  eventSourceARN: 'arn',
});

/** Delivers records and tells which batches were invoked and which sequence numbers were settled. */
async function deliver(
  records: readonly StreamRecord[],
  run: (numbers: readonly string[]) => InvokeResult,
  settings: Partial<StreamSourceOptions>,
) {
  const invoked: string[] = [];
  const settled: string[] = [];
  const log: string[] = [];
  const options: StreamSourceOptions = {
    functionName: 'relay',
    streamArn: 'arn',
    dynamodbEndpoint: 'http://localhost:1',
    sqsEndpoint: 'http://localhost:1',
    region: 'us-east-1',
    startingPosition: 'TRIM_HORIZON',
    batchSize: 10,
    batchWindowSeconds: 0,
    maximumRetryAttempts: 0,
    bisectBatchOnFunctionError: false,
    reportBatchItemFailures: true,
    invoke: async (event) => {
      const { Records } = event as { Records: readonly StreamRecord[] };
      const numbers = Records.map((one) => one.dynamodb.SequenceNumber);
      invoked.push(numbers.join(' '));
      return run(numbers);
    },
    log: (line) => log.push(line),
    ...settings,
  };
  const delivery = new StreamDelivery(options, 'test', new AbortController().signal);
  await delivery.deliver({ shardId: 'shard', streamArn: 'arn', records }, async (last) => {
    settled.push(last.dynamodb.SequenceNumber);
  });
  delivery.close();
  return { invoked, settled, log };
}

const failAt = (number: string): InvokeResult => ({
  ok: true,
  payload: { batchItemFailures: [{ itemIdentifier: number }] },
});
const OK: InvokeResult = { ok: true, payload: null };
const ERROR: InvokeResult = { ok: false, error: 'boom' };

describe('the delivery of a stream batch', () => {
  test('gives up records above the age limit without invoking, and delivers the others', async () => {
    const records = [record(1, 400), record(2, 300), record(3)];
    const { invoked, settled, log } = await deliver(records, () => OK, { maximumRecordAgeSeconds: 100 });
    expect(invoked).toEqual(['3']);
    expect(settled).toEqual(['2', '3']);
    expect(log).toEqual([
      'test: gave up 2 record(s) (RecordAgeExceeded); there is no on-failure destination.',
    ]);
  });

  test('isolates a record in the middle by bisecting, without using up retries', async () => {
    const records = [1, 2, 3, 4, 5].map((number) => record(number));
    const poison = (numbers: readonly string[]): InvokeResult => (numbers.includes('2') ? ERROR : OK);
    const { invoked, settled } = await deliver(records, poison, { bisectBatchOnFunctionError: true });
    expect(invoked).toEqual(['1 2 3 4 5', '1 2 3', '1 2', '1', '2', '3', '4 5']);
    expect(settled).toEqual(['1', '2', '3', '5']);
  });

  test('combines bisecting with reported failures', async () => {
    const records = [1, 2, 3, 4].map((number) => record(number));
    const poison = (numbers: readonly string[]): InvokeResult => (numbers.includes('3') ? failAt('3') : OK);
    const { invoked } = await deliver(records, poison, { bisectBatchOnFunctionError: true });
    expect(invoked).toEqual(['1 2 3 4', '3 4', '3', '4']);
  });

  test('ignores reported failures when the source does not ask for them', async () => {
    const { invoked, settled } = await deliver([record(1), record(2)], () => failAt('1'), {
      reportBatchItemFailures: false,
    });
    expect({ invoked, settled }).toEqual({ invoked: ['1 2'], settled: ['2'] });
  });

  test('takes a report that makes no sense as a failure of the whole batch', async () => {
    const { invoked, log } = await deliver([record(1), record(2)], () => failAt('7'), {
      maximumRetryAttempts: 1,
    });
    expect(invoked).toEqual(['1 2', '1 2']);
    expect(log[0]).toContain('itemIdentifier "7" is not in the batch');
  });
});
