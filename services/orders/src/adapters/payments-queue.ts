import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { currentTrace } from '@cartless/domain';

/** Puts the id of a stored payment event into the queue of the worker that applies it. */
export function queuePaymentEvent(queueUrl: string) {
  // The region's endpoint (or the emulator's), rather than the host in the queue's address.
  const client = new SQSClient({ useQueueUrlAsEndpoint: false });
  return async (eventId: string): Promise<void> => {
    const trace = currentTrace();
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify({ eventId }),
        ...(trace && {
          MessageAttributes: { traceparent: { DataType: 'String', StringValue: trace.traceparent } },
        }),
      }),
    );
  };
}
