import { DeleteMessageCommand, type Message, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { tenAtOnce } from '../ten-at-once.ts';
import type { TimeLeft } from '../time-left.ts';

/**
 * Puts messages of a queue of dead letters back where they came from.
 *
 * @returns how many of them, from the first on, there was time for
 */
export const putBack = (
  client: SQSClient,
  from: string,
  to: string,
  messages: readonly Message[],
  timeLeft?: TimeLeft,
): Promise<number> =>
  tenAtOnce(
    messages,
    async ({ Body, ReceiptHandle, MessageAttributes: { traceparent } = {} }) => {
      // Sent before it is deleted: a crash in between repeats a message, and consumers are idempotent.
      await client.send(
        new SendMessageCommand({
          QueueUrl: to,
          MessageBody: Body,
          ...(traceparent && { MessageAttributes: { traceparent } }),
        }),
      );
      await client.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
    },
    timeLeft,
  );
