import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { CREDENTIALS, REGION } from '../local-account.ts';
import type { Ports } from '../ports.ts';
import type { Service } from '../gateway/service-routes.ts';

/** Has a function of a running shop run now. @throws Error with what the function threw */
export async function runNow(ports: Ports, service: Service, key: string): Promise<unknown> {
  const endpoint = `http://localhost:${ports[`${service}-lambda`]}`;
  const client = new LambdaClient({ endpoint, region: REGION, credentials: CREDENTIALS, maxAttempts: 1 });
  const FunctionName = `cartless-${service}-dev-${key}`;
  try {
    const { FunctionError, Payload = [] } = await client.send(
      new InvokeCommand({ FunctionName, Payload: '{}' }),
    );
    const text = Buffer.from(Payload).toString();
    if (FunctionError !== undefined) throw new Error(`${service} ${key}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  } finally {
    client.destroy();
  }
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
