import { DeleteMessageCommand, type Message, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type EventContract, hasPersonal } from '@cartless/domain';
import * as z from 'zod/mini';
import { readConfig } from './config.ts';
import { letGo, unread } from './dead-letters/held-messages.ts';

export { type DeadLetter, readDeadLetter } from './dead-letters/dead-letter.ts';
export { DEAD_LETTERS } from './dead-letters/dead-letter-body.ts';
export { jsonOf } from './dead-letters/json-of.ts';
export { letGo, receiveAll } from './dead-letters/held-messages.ts';
export { type Counts, countMessages } from './dead-letters/message-counts.ts';
export { putBack } from './dead-letters/put-back.ts';
export { holdsItemBefore, parkedItem, withParkedItem } from './relay/parked-record.ts';

/** What becomes of a message that was given up: it stays, goes, or another text takes its place. */
export type Verdict = 'keep' | 'drop' | Readonly<{ instead: string }>;
export type Swept = Readonly<{ kept: number; dropped: number; replaced: number }>;

/** What of a person's event says whom and what it is about. */
export type PersonalEvent = Readonly<{ userId: string; orderId?: string; orderNumber?: string }>;

const Message = z.looseObject({
  type: z.string(),
  data: z.looseObject({
    userId: z.string(),
    orderId: z.optional(z.string()),
    orderNumber: z.optional(z.nullable(z.string())),
  }),
});

/** The event in a message when its contract has personal fields; undefined for every other message. */
export function personalEvent(
  message: unknown,
  contracts: readonly EventContract[],
): PersonalEvent | undefined {
  const { data: event } = z.safeParse(Message, message);
  const contract = contracts.find(({ type }) => type === event?.type);
  if (event === undefined || contract === undefined || !hasPersonal(contract.data)) return undefined;
  const { userId, orderId, orderNumber } = event.data;
  return { userId, ...(orderId !== undefined && { orderId }), ...(orderNumber && { orderNumber }) };
}

/** Long enough to read all queues of a service to their ends; what is kept is given free at once afterwards. */
const HOLD_SECONDS = 120;

const Config = z.object({ DEAD_LETTER_QUEUE_URLS: z.string() });

/**
 * Reads all dead letters of a service and does with each as it is judged. Reads `DEAD_LETTER_QUEUE_URLS`, which
 * `sweeps: dead-letters` of a function.yml sets.
 *
 * @param judge is asked about the text of each message
 */
export async function sweepDeadLetters(judge: (body: string) => Promise<Verdict>): Promise<Swept> {
  const client = new SQSClient({});
  const count = { kept: 0, dropped: 0, replaced: 0 };
  for (const QueueUrl of readConfig(Config).DEAD_LETTER_QUEUE_URLS.split(',')) {
    const held: Message[] = [];
    try {
      for await (const message of unread(client, QueueUrl, HOLD_SECONDS)) {
        const verdict = await judge(message.Body ?? '');
        if (verdict === 'keep') {
          held.push(message);
          count.kept += 1;
          continue;
        }
        if (verdict !== 'drop') {
          // Sent before the other is deleted: a crash in between repeats a message, and loses none.
          const { MessageAttributes } = message;
          await client.send(
            new SendMessageCommand({ QueueUrl, MessageBody: verdict.instead, MessageAttributes }),
          );
        }
        await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
        count[verdict === 'drop' ? 'dropped' : 'replaced'] += 1;
      }
    } finally {
      await letGo(client, QueueUrl, held);
    }
  }
  return count;
}
