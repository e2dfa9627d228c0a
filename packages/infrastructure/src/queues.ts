import type { Resource } from './cloudformation.ts';
import { type Owner, stageName } from './names.ts';

/** The longest that SQS keeps a message. */
const FOURTEEN_DAYS = 1_209_600;

/** An encrypted queue that keeps messages for as long as SQS can. */
export const queue = (
  owner: Owner,
  name: string,
  properties: Readonly<Record<string, unknown>> = {},
): Resource => ({
  Type: 'AWS::SQS::Queue',
  Properties: {
    QueueName: stageName(owner, name),
    MessageRetentionPeriod: FOURTEEN_DAYS,
    SqsManagedSseEnabled: true,
    ...properties,
  },
});

/** The queue of what could not be handled. */
export const deadLetterQueue = (owner: Owner, name: string): Resource => queue(owner, `${name}-dead-letters`);
