import type { FilterPattern, Log } from './event-source.ts';
import type { Invoke } from './invoke-within.ts';

export interface StreamSourceOptions {
  readonly functionName: string;
  readonly streamArn: string;
  readonly dynamodbEndpoint: string;
  readonly region: string;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  /** 1 to 10 000. */
  readonly batchSize: number;
  /** 0 to 300. */
  readonly batchWindowSeconds: number;
  /** -1 for as long as it takes. */
  readonly maximumRetryAttempts: number;
  /** Older records are given up; -1 or nothing for no limit. */
  readonly maximumRecordAgeSeconds?: number | undefined;
  readonly bisectBatchOnFunctionError: boolean;
  readonly reportBatchItemFailures: boolean;
  readonly functionTimeoutSeconds?: number | undefined;
  /** The queue that is told of records that were given up. */
  readonly onFailureQueueUrl?: string | undefined;
  readonly sqsEndpoint: string;
  readonly filterPatterns?: readonly FilterPattern[] | undefined;
  /** Where progress is kept, so that a restart reads on. Without it every start begins at `startingPosition`. */
  readonly checkpointFile?: string | undefined;
  readonly invoke: Invoke;
  readonly log: Log;
}

/** @throws Error when AWS would refuse the settings. */
export function checkStreamLimits(options: StreamSourceOptions): void {
  const { batchSize, batchWindowSeconds, maximumRetryAttempts } = options;
  const refuse = (why: string): never => {
    throw new Error(`The stream event source of ${options.functionName} is not valid on AWS: ${why}.`);
  };
  if (!Number.isInteger(batchSize) || batchSize < 1 || batchSize > 10_000)
    refuse('batchSize must be 1 to 10000');
  if (!(batchWindowSeconds >= 0 && batchWindowSeconds <= 300)) refuse('the batch window must be 0 to 300 s');
  if (!(maximumRetryAttempts >= -1 && maximumRetryAttempts <= 10_000)) {
    refuse('maximumRetryAttempts must be -1 to 10000');
  }
}
