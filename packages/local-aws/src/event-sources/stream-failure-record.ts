import { randomUUID } from 'node:crypto';
import type { StreamRecord } from './stream-event.ts';

/** Why a batch was given up. */
export type FailureCondition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

export interface AbandonedBatch {
  readonly functionName: string;
  readonly region: string;
  readonly shardId: string;
  readonly streamArn: string;
  readonly records: readonly StreamRecord[];
  readonly condition: FailureCondition;
  readonly invokeCount: number;
  /** Whether the last invocation ended in an error, rather than in an answer that reported failures. */
  readonly functionError: boolean;
}

/**
 * The message that Lambda sends to an on-failure destination: where the records are, not the records themselves.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export function failureRecord(batch: AbandonedBatch): Readonly<Record<string, unknown>> {
  const arrival = (record: StreamRecord | undefined): string =>
    new Date((record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
  const account = batch.streamArn.split(':')[4] ?? '000000000000';
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn: `arn:aws:lambda:${batch.region}:${account}:function:${batch.functionName}`,
      condition: batch.condition,
      approximateInvokeCount: batch.invokeCount,
    },
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      ...(batch.functionError ? { functionError: 'Unhandled' } : {}),
    },
    version: '1.0',
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      shardId: batch.shardId,
      startSequenceNumber: batch.records[0]?.dynamodb.SequenceNumber,
      endSequenceNumber: batch.records.at(-1)?.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: arrival(batch.records[0]),
      approximateArrivalOfLastRecord: arrival(batch.records.at(-1)),
      batchSize: batch.records.length,
      streamArn: batch.streamArn,
    },
  };
}
