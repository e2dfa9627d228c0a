import { paginateListQueues, type SQSClient } from '@aws-sdk/client-sqs';
import { DEAD_LETTERS } from '@cartless/lambda/dead-letters';

/** The addresses of a stage's queues of dead letters, by name. */
export async function deadLetterQueues(sqs: SQSClient, stage: string): Promise<string[]> {
  const urls: string[] = [];
  const pages = paginateListQueues(
    { client: sqs, pageSize: 1000 },
    { QueueNamePrefix: `cartless-${stage}-` },
  );
  for await (const { QueueUrls = [] } of pages)
    urls.push(...QueueUrls.filter((url) => url.endsWith(DEAD_LETTERS)));
  return urls.toSorted();
}

export const nameOf = (queueUrl: string): string => queueUrl.split('/').at(-1) ?? '';
