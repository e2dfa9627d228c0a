import { DeleteMessageCommand, type Message, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Puts messages of a queue of dead letters back where they came from. */
export async function putBack(
  client: SQSClient,
  from: string,
  to: string,
  messages: readonly Message[],
): Promise<void> {
  for (const { Body, ReceiptHandle, MessageAttributes: { traceparent } = {} } of messages) {
    // Sent before it is deleted: a crash in between repeats a message, and consumers are idempotent.
    await client.send(
      new SendMessageCommand({
        QueueUrl: to,
        MessageBody: Body,
        ...(traceparent && { MessageAttributes: { traceparent } }),
      }),
    );
    await client.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
  }
}
