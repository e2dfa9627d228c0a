import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { DeleteMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { eventually } from '@cartless/eventually';
import { letGo, receiveAll } from '@cartless/lambda/dead-letters';
import { CREDENTIALS, type Ports, REGION } from '@cartless/local-aws';
import { type Api, apiAt } from '../../../test/e2e/api.ts';
import { logInAdmin } from '../../../test/e2e/shopper.ts';
import { giveTo } from '../../../test/e2e/traces.ts';
import type { Account } from '../account/account.ts';
import type { Stage } from '../deploying/stage.ts';
import { deadLetterQueues } from '../../dead-letters/read-dead-letters.ts';

const QUEUE = 'logistics-orders';

/** What orders may say one day, in an envelope that stays. */
const newer = () => ({
  specversion: '1.0',
  id: `proof.${randomUUID()}`,
  source: '/cartless/orders',
  type: 'orders.order-paid.v99',
  subject: 'ord_0demo',
  time: '2026-11-21T08:00:00.000Z',
  datacontenttype: 'application/json',
  dataschema: 'urn:cartless:event:orders.order-paid.v99',
  sequence: '0000000001',
  data: { order: { id: 'ord_0demo', goods: [{ of: 'tomorrow', units: 2 }] } },
});

/**
 * Gives a consumer an event of a version that it does not know, as its queue holds one when it went back to the release before. Topics would not
 * bring it: a subscription names the versions that its consumer reads.
 * @throws Error when it comes out of the dead letters otherwise than it went in
 */
export async function parkUnknown(account: Account, { name, siteUrl }: Stage, ports: Ports): Promise<string> {
  const api = apiAt(siteUrl);
  const token = await logInAdmin(api);
  const queue = `cartless-${name}-${QUEUE}`;
  const event = newer();
  await giveTo(ports, queue, event);
  const parked = await letterOf(api, token, event.id);
  if (!String(parked['reason']).includes(`unexpected type ${event.type}`))
    throw new Error(`It was parked because of this: ${String(parked['reason'])}`);
  const body = { queue: `${queue}-dead-letters`, letterIds: [parked['letterId']] };
  const { status, body: answer } = await api('POST', '/logistics/dead-letters/redrive', { token, body });
  if (status !== 200 || answer['moved'] !== 1) throw new Error(`${status}: ${JSON.stringify(answer)}`);
  await letterOf(api, token, event.id, parked['letterId']);
  await takeOut(account, name, event);
  return `${event.type}: ${String(parked['reason'])}`;
}

/** The letter that an event lies in, once it does; not the one that it has lain in before. */
const letterOf = (api: Api, token: string, eventId: string, before?: unknown) =>
  eventually(
    async () => {
      const { body } = await api('GET', '/logistics/dead-letters', { token });
      const queues = body['items'] as readonly Readonly<{ letters: readonly Record<string, unknown>[] }>[];
      return queues
        .flatMap(({ letters }) => letters)
        .find((letter) => letter['eventId'] === eventId && letter['letterId'] !== before);
    },
    Boolean,
    { pauseMs: 500 },
  );

/** Nobody will ever know it; so it is not left to what follows. */
async function takeOut({ url }: Account, stage: string, event: Readonly<{ id: string }>): Promise<void> {
  const sqs = new SQSClient({ endpoint: url, region: REGION, credentials: CREDENTIALS });
  const queue = (await deadLetterQueues(sqs, stage)).find((one) => one.endsWith(`-${QUEUE}-dead-letters`));
  if (queue === undefined) throw new Error(`${QUEUE} has no dead letters.`);
  const held = await eventually(async () => {
    const messages = await receiveAll(sqs, queue);
    const { mine = [], others = [] } = Object.groupBy(messages, ({ Body = '' }) =>
      Body.includes(event.id) ? 'mine' : 'others',
    );
    await letGo(sqs, queue, others);
    return mine[0];
  });
  const { Body = '', ReceiptHandle } = held;
  await sqs.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle }));
  if (!isDeepStrictEqual(JSON.parse(Body), event)) throw new Error(`It came out as this: ${Body}`);
}
