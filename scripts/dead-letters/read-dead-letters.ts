import {
  ChangeMessageVisibilityCommand,
  type Message,
  paginateListQueues,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** How the names of queues end that hold what could not be handled. */
export const SUFFIX = '-dead-letters';
/** Long enough to read a queue to its end, short enough that a broken-off run hides nothing for long. */
const HOLD_SECONDS = 30;

/** The addresses of a stage's queues of dead letters, by name. */
export async function deadLetterQueues(sqs: SQSClient, stage: string): Promise<string[]> {
  const urls: string[] = [];
  const pages = paginateListQueues(
    { client: sqs, pageSize: 1000 },
    { QueueNamePrefix: `cartless-${stage}-` },
  );
  for await (const { QueueUrls = [] } of pages) urls.push(...QueueUrls.filter((url) => url.endsWith(SUFFIX)));
  return urls.toSorted();
}

export const nameOf = (queueUrl: string): string => queueUrl.split('/').at(-1) ?? '';

/** All messages of a queue. They are hidden for a moment; whoever only looks lets them go. */
export async function receiveAll(sqs: SQSClient, QueueUrl: string): Promise<Message[]> {
  const all = new Map<string, Message>();
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: HOLD_SECONDS,
        WaitTimeSeconds: 1,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['SentTimestamp'],
      }),
    );
    const fresh = Messages.filter(({ MessageId = '' }) => !all.has(MessageId));
    if (fresh.length === 0) return [...all.values()];
    for (const message of fresh) all.set(message.MessageId ?? '', message);
  }
}

/** Shows messages to others again at once. */
export async function letGo(sqs: SQSClient, QueueUrl: string, messages: readonly Message[]): Promise<void> {
  for (const { ReceiptHandle } of messages)
    await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
}
