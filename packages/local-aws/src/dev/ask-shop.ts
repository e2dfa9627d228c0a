import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { CREDENTIALS, REGION } from '../local-account.ts';
import { lambdaInvoker } from '../plugin/lambda-invoke.ts';
import type { Ports } from '../ports.ts';
import type { Service } from '../gateway/service-routes.ts';

/** No function may take longer on AWS. */
const LONGEST_SECONDS = 900;

/** Has a function of a running local shop run now. @throws Error with what the function threw */
export async function runNow(ports: Ports, service: Service, key: string): Promise<unknown> {
  const url = `http://127.0.0.1:${ports[`${service}-lambda`]}`;
  const answer = await lambdaInvoker(url, `cartless-${service}-dev-${key}`, LONGEST_SECONDS)({});
  if (!answer.ok) throw new Error(`${service} ${key}: ${answer.error}`);
  return answer.payload;
}

/** The addresses of all queues of a running local shop. */
export const queuesOf = async (client: SQSClient): Promise<readonly string[]> =>
  (await client.send(new ListQueuesCommand({ MaxResults: 1000 }))).QueueUrls ?? [];

/** A client for the queues of a running local shop. */
export const queueClient = ({ messaging }: Pick<Ports, 'messaging'>): SQSClient =>
  new SQSClient({ endpoint: `http://localhost:${messaging}`, region: REGION, credentials: CREDENTIALS });

/** How many messages wait or are being handled; dead letters and what is to be read later by intention are not counted. */
export async function waitingMessages(ports: Pick<Ports, 'messaging'>): Promise<number> {
  const client = queueClient(ports);
  try {
    const own = (await queuesOf(client)).filter((url) => !url.endsWith('-dead-letters'));
    const counts = await Promise.all(own.map((url) => waitingIn(client, url)));
    return counts.reduce((sum, count) => sum + count, 0);
  } finally {
    client.destroy();
  }
}

async function waitingIn(client: SQSClient, QueueUrl: string): Promise<number> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return (
    Number(Attributes['ApproximateNumberOfMessages']) +
    Number(Attributes['ApproximateNumberOfMessagesNotVisible'])
  );
}
