import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { currentTrace } from '@cartless/domain';

/** Puts messages into a queue of the service, under the trace of what caused them. */
export function messageSender(queueUrl: string) {
  // The region's endpoint (or the emulator's), rather than the host in the queue's address.
  const client = new SQSClient({ useQueueUrlAsEndpoint: false });
  return async (body: string, delaySeconds?: number): Promise<void> => {
    const trace = currentTrace();
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: body,
        ...(delaySeconds !== undefined && { DelaySeconds: delaySeconds }),
        ...(trace && {
          MessageAttributes: { traceparent: { DataType: 'String', StringValue: trace.traceparent } },
        }),
      }),
    );
  };
}
