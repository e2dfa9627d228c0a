import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** How many messages a queue holds, and how many of them somebody has received a moment ago. */
export type Counts = Readonly<{ all: number; held: number }>;

/** Counts the messages of a queue, those that are hidden because somebody has just read them too. About, as SQS counts. */
export async function countMessages(sqs: SQSClient, QueueUrl: string): Promise<Counts> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    }),
  );
  const of = (name: keyof typeof Attributes): number => Number(Attributes[name] ?? 0);
  const held = of('ApproximateNumberOfMessagesNotVisible') + of('ApproximateNumberOfMessagesDelayed');
  return { all: of('ApproximateNumberOfMessages') + held, held };
}
