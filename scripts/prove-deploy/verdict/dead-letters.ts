import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { CREDENTIALS, REGION } from '@cartless/local-aws';
import { countMessages } from '../../dead-letters/dead-letter-counts.ts';
import type { Account } from '../account/account.ts';

/** The queues of dead letters of a stage that hold something, and how much. */
export async function deadLetters({ url }: Account, stage: string): Promise<ReadonlyMap<string, number>> {
  const sqs = new SQSClient({ endpoint: url, region: REGION, credentials: CREDENTIALS });
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: `cartless-${stage}-` }));
  const counted = new Map<string, number>();
  for (const QueueUrl of QueueUrls.filter((one) => one.endsWith('-dead-letters'))) {
    const { all } = await countMessages(sqs, QueueUrl);
    if (all > 0) counted.set(QueueUrl.split('/').at(-1) ?? '', all);
  }
  return counted;
}
