import { lazy, log, readConfig } from '@cartless/lambda';
import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';

/**
 * The pause after each failed try, in seconds. Five tries are spread over 80 minutes, so an outage of an hour ends before
 * the message goes to the dead-letter queue.
 */
const PAUSES = [60, 240, 900, 3600];

const Config = /* @__PURE__ */ z.object({ RETRY_QUEUE_URL: z.string() });

type QueueHandler = (event: SQSEvent) => Promise<SQSBatchResponse>;
const client = lazy(() => new SQSClient({}));

/**
 * Lets the messages that a handler leaves in the queue wait longer after each failure. Reads `RETRY_QUEUE_URL`.
 * Whatever else the handler says about itself is kept.
 */
export function withBackOff<H extends QueueHandler>(handler: H): QueueHandler & H {
  const patient: QueueHandler = async (event) => {
    const response = await handler(event);
    const failed = new Set(response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    await Promise.all(event.Records.filter(({ messageId }) => failed.has(messageId)).map(postpone));
    return response;
  };
  return Object.assign(patient, handler);
}

async function postpone({ receiptHandle, messageId, attributes }: SQSRecord): Promise<void> {
  const pause = PAUSES[Number(attributes.ApproximateReceiveCount) - 1];
  if (pause === undefined) return;
  try {
    const { RETRY_QUEUE_URL: QueueUrl } = readConfig(Config);
    await client().send(
      new ChangeMessageVisibilityCommand({
        QueueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: pause,
      }),
    );
  } catch (error) {
    // The queue's own visibility timeout then decides when the message comes back.
    log.warn('a message could not be postponed', { messageId, error });
  }
}
