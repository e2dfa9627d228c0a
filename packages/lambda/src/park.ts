import type { SQSRecord } from 'aws-lambda';
import { log } from './logger.ts';

/**
 * Puts a message that can never succeed into the consumer's dead-letter queue, with the reason as attributes, so that
 * it neither blocks its queue nor is lost. Reads `PARK_QUEUE_URL`.
 *
 * @throws Error when the queue cannot be reached; the caller then leaves the message where it is
 */
export async function park(record: SQSRecord, code: string, reason: string): Promise<void> {
  const url = process.env['PARK_QUEUE_URL'];
  if (url === undefined) throw new Error('PARK_QUEUE_URL is not set');
  // Loaded here because most invocations never park anything and should not pay for a second client.
  const { SendMessageCommand, SQSClient } = await import('@aws-sdk/client-sqs');
  const text = (value: string) => ({ DataType: 'String', StringValue: value.slice(0, 1024) || '-' });
  await new SQSClient({}).send(
    new SendMessageCommand({
      QueueUrl: url,
      MessageBody: record.body,
      MessageAttributes: {
        code: text(code),
        reason: text(reason),
        source: text(record.eventSourceARN),
        messageId: text(record.messageId),
        parkedAt: text(new Date().toISOString()),
      },
    }),
  );
  log.error('parked a message in the dead-letter queue', { code, reason, messageId: record.messageId });
}
