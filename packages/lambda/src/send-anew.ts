import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { readConfig } from './config.ts';
import { log } from './logger.ts';
import { tenAtOnce } from './ten-at-once.ts';

const Config = /* @__PURE__ */ z.object({ HAND_BACK_QUEUE_URL: z.string() });

/**
 * Sends messages to their own queue once more, as new ones. The caller then tells the queue that it is done with the old ones;
 * a crash in between repeats messages, and loses none. Reads `HAND_BACK_QUEUE_URL`.
 *
 * @returns the ids of the messages that were sent; what could not be sent stays as it is
 */
export async function sendAnew(records: readonly SQSRecord[]): Promise<ReadonlySet<string>> {
  const sent = new Set<string>();
  if (records.length === 0) return sent;
  try {
    const { HAND_BACK_QUEUE_URL: QueueUrl } = readConfig(Config);
    const client = new SQSClient({});
    await tenAtOnce(records, async ({ body, messageId }) => {
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));
      sent.add(messageId);
    });
    log.warn('messages that only waited were sent anew', { messages: sent.size });
  } catch (error) {
    log.error('messages could not be sent anew and stay in the queue', { error });
  }
  return sent;
}
