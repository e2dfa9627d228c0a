import {
  ChangeMessageVisibilityCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** Long enough to read a queue to its end, short enough that a broken-off run hides nothing for long. */
const HOLD_SECONDS = 30;

/**
 * The messages of a queue, each once, until there are no more. They are hidden from others meanwhile; whoever only looks lets them go.
 * @param seconds for which they are hidden
 */
export async function* unread(
  client: SQSClient,
  QueueUrl: string,
  seconds = HOLD_SECONDS,
): AsyncGenerator<Message> {
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
    for (const message of fresh) {
      seen.add(message.MessageId);
      yield message;
    }
  }
}

/** All messages of a queue, or as many as are wanted, hidden for a moment. A few more than that may be hidden too. */
export async function receiveAll(
  client: SQSClient,
  QueueUrl: string,
  most = Infinity,
): Promise<readonly Message[]> {
  const all: Message[] = [];
  for await (const message of unread(client, QueueUrl)) {
    all.push(message);
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
  for (const { ReceiptHandle } of messages)
    await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
}
