import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  GetSubscriptionAttributesCommand,
  paginateListSubscriptionsByTopic,
  SNSClient,
} from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { eventually } from '@cartless/eventually';
import { CREDENTIALS, type Ports, REGION } from '@cartless/local-aws';
import { queuesOf } from '@cartless/local-aws/dev';
import { giveTo } from '../../../test/e2e/traces.ts';
import { countMessages, DEAD_LETTERS } from '@cartless/lambda/dead-letters';
import type { Account } from '../account/account.ts';

type Told = Readonly<{ type: string }>;
type Consumer = Readonly<{ queue: string; types: readonly string[] }>;

/**
 * Gives the consumers of a producer's topic what that told at its last release (ADR 52), each what its subscription asks for, and waits
 * until nothing happens to it any more: it is read, parked, or waits to be tried again. Nobody but the producer's relay may publish to the topic, not even the root of the account.
 * @returns how much was told
 */
export async function tellReleased(
  root: string,
  { url }: Account,
  ports: Ports,
  { stage, producer }: Readonly<{ stage: string; producer: string }>,
): Promise<string> {
  const file = join(root, 'services', producer, 'released/events.json');
  const { told } = JSON.parse(readFileSync(file, 'utf8')) as { told: readonly Told[] };
  const at = { endpoint: url, region: REGION, credentials: CREDENTIALS };
  const topic = `arn:aws:sns:${REGION}:000000000000:cartless-${stage}-${producer}-events`;
  let count = 0;
  for (const { queue, types } of await consumersOf(new SNSClient(at), topic)) {
    for (const event of told.filter(({ type }) => types.includes(type))) {
      await giveTo(ports, queue, event);
      count += 1;
    }
  }
  if (count === 0) throw new Error(`Nobody on the stage "${stage}" reads what ${producer} told.`);
  await everythingRead(new SQSClient(at), stage);
  return `${count} events of ${producer}`;
}

async function consumersOf(client: SNSClient, TopicArn: string): Promise<Consumer[]> {
  const found: Consumer[] = [];
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn })) {
    for (const { SubscriptionArn, Endpoint = '' } of Subscriptions) {
      const { Attributes } = await client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
      const { type: types } = JSON.parse(Attributes?.['FilterPolicy'] ?? '{}') as { type?: string[] };
      found.push({ queue: Endpoint.split(':').at(-1) ?? '', types: types ?? [] });
    }
  }
  return found;
}

/** Looks, a second apart, at which nothing may have changed: what failed waits for longer than that to be tried again. */
const QUIET_LOOKS = 15;

async function everythingRead(sqs: SQSClient, stage: string): Promise<void> {
  const queues = (await queuesOf(sqs)).filter(
    (url) => url.includes(`/cartless-${stage}-`) && !url.endsWith(DEAD_LETTERS),
  );
  let [before, quiet] = ['', 0];
  await eventually(
    async () => Promise.all(queues.map((url) => countMessages(sqs, url))),
    (counts) => {
      const now = JSON.stringify(counts);
      quiet = now === before && counts.every(({ all, held }) => all === held) ? quiet + 1 : 0;
      before = now;
      return quiet === QUIET_LOOKS;
    },
    { pauseMs: 1000 },
  );
}
