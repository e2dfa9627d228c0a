import {
  ChangeMessageVisibilityCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { tenAtOnce } from '../ten-at-once.ts';

/** Long enough to read a queue to its end, short enough that a broken-off run hides nothing for long. */
const HOLD_SECONDS = 30;

/**
 * The messages of a queue, some at a time and each once, until there are no more. They are hidden from others meanwhile; whoever only looks lets them go.
 * @param seconds for which they are hidden
 */
export async function* unreadPages(
  client: SQSClient,
  QueueUrl: string,
  seconds = HOLD_SECONDS,
): AsyncGenerator<readonly Message[]> {
  const seen = new Set<string | undefined>();
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: seconds,
        WaitTimeSeconds: 1,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['SentTimestamp'],
      }),
    );
    const fresh = Messages.filter(({ MessageId }) => !seen.has(MessageId));
    if (fresh.length === 0) return;
    for (const { MessageId } of fresh) seen.add(MessageId);
    yield fresh;
  }
}

/** The same, one by one. Whoever stops before the end leaves a few hidden. */
export async function* unread(...given: Parameters<typeof unreadPages>): AsyncGenerator<Message> {
  for await (const some of unreadPages(...given)) yield* some;
}

/** All messages of a queue, or as many as are wanted and perhaps a few more, hidden for a moment. */
export async function receiveAll(
  client: SQSClient,
  QueueUrl: string,
  most = Infinity,
): Promise<readonly Message[]> {
  const all: Message[] = [];
  for await (const some of unreadPages(client, QueueUrl)) {
    all.push(...some);
    if (all.length >= most) break;
  }
  return all;
}

/** Shows messages to others again at once. */
export async function letGo(
  client: SQSClient,
  QueueUrl: string,
  messages: readonly Message[],
): Promise<void> {
  await tenAtOnce(messages, ({ ReceiptHandle }) =>
    client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 })),
  );
}
