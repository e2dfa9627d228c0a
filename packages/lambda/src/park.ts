import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { log } from './logger.ts';

/** A message as it is kept: its text, the queue or stream that it came from, and its id there. */
export type Parked = Readonly<{ body: string; source: string; id: string }>;

/**
 * Puts a message that can never succeed into the function's dead-letter queue, with the reason as attributes, so that
 * it neither holds up others nor is lost. Reads `PARK_QUEUE_URL`.
 *
 * @throws Error when the queue cannot be reached; the caller then leaves the message where it is
 */
export async function park({ body, source, id }: Parked, code: string, reason: string): Promise<void> {
  const url = process.env['PARK_QUEUE_URL'];
  if (url === undefined) throw new Error('PARK_QUEUE_URL is not set');
  const text = (value: string) => ({ DataType: 'String', StringValue: value.slice(0, 1024) || '-' });
  await new SQSClient({}).send(
    new SendMessageCommand({
      QueueUrl: url,
      MessageBody: body,
      MessageAttributes: {
        code: text(code),
        reason: text(reason),
        source: text(source),
        messageId: text(id),
        parkedAt: text(new Date().toISOString()),
      },
    }),
  );
  log.error('parked a message in the dead-letter queue', {
    code,
    reason,
    messageId: id,
    queue: source.split(':')[5],
  });
}
