import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  PurgeQueueCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { marshall } from '@aws-sdk/util-dynamodb';
import { OUTBOX_MARK } from '@cartless/aggregate';
import { OrderCancelled, OrderPaid } from '@cartless/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { countMessages } from '@cartless/lambda/dead-letters';

const ROOT = join(import.meta.dirname, '../..');
const STAGE = `t${randomUUID().slice(0, 8)}`;
const RUNBOOK = readFileSync(join(ROOT, 'docs/runbooks/redrive.md'), 'utf8');
/** All that the page shows to be typed, in its order. */
const COMMANDS = [...RUNBOOK.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block = '']) =>
  block.trim().split('\n'),
);
const [MAILS, SHIPMENTS, RELAY] = ['orders-mails', 'orders-shipments', 'orders-relay'].map(
  (name) => `cartless-${STAGE}-${name}`,
) as [string, string, string];
const TABLE = `cartless-${STAGE}-orders`;
const LETTERS = '-dead-letters';

const portOf = (variable: string): string => new URL(process.env[variable] ?? '').port;
const event = (id: string, contract: { type: string }) =>
  JSON.stringify({ id: `${id}.1`, type: contract.type, subject: id, correlationid: id });
const item = (id: string, type: string, at: string) => ({
  pk: `O#${id}`,
  sk: '-',
  [OUTBOX_MARK]: '1',
  outbox: [{ type, s: id, n: 1, at }],
});

describe('the runbook of dead letters', () => {
  const [sqs, dynamodb] = [new SQSClient({}), new DynamoDBClient({})];
  let lambda: Server;
  /** What the relay was given: what each item tells. */
  let published: string[];
  const urlOf = (queue: string) => `${process.env['AWS_ENDPOINT_URL_SQS']}/000000000000/${queue}`;
  const count = async (queue: string) => (await countMessages(sqs, urlOf(queue))).all;
  const send = (queue: string, MessageBody: string, code = 'ORDER_NOT_FOUND') =>
    sqs.send(
      new SendMessageCommand({
        QueueUrl: urlOf(queue),
        MessageBody,
        MessageAttributes: {
          code: { DataType: 'String', StringValue: code },
          reason: { DataType: 'String', StringValue: 'nobody knows why' },
        },
      }),
    );

  beforeAll(async () => {
    for (const queue of [MAILS, SHIPMENTS, RELAY])
      for (const QueueName of [queue, `${queue}${LETTERS}`])
        await sqs.send(new CreateQueueCommand({ QueueName }));
    await dynamodb.send(
      new CreateTableCommand({
        TableName: TABLE,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      }),
    );
    lambda = createServer((request, response) => {
      void text(request).then((body) => {
        const { Records } = JSON.parse(body) as {
          Records: { dynamodb: { NewImage: { outbox: { L: { M: Record<string, { S: string }> }[] } } } }[];
        };
        published.push(
          ...Records.flatMap(({ dynamodb: { NewImage } }) =>
            NewImage.outbox.L.map(({ M }) => `${M['type']?.S} ${M['s']?.S}`),
          ),
        );
        response.end('{"batchItemFailures":[]}');
      });
    }).listen(0, '127.0.0.1');
    await once(lambda, 'listening');
  });
  afterAll(async () => {
    for (const queue of [MAILS, SHIPMENTS, RELAY])
      for (const name of [queue, `${queue}${LETTERS}`])
        await sqs.send(new DeleteQueueCommand({ QueueUrl: urlOf(name) }));
    await dynamodb.send(new DeleteTableCommand({ TableName: TABLE }));
    for (const one of [sqs, dynamodb]) one.destroy();
    lambda.close();
  });
  beforeEach(async () => {
    published = [];
    for (const queue of [MAILS, SHIPMENTS, RELAY])
      for (const name of [queue, `${queue}${LETTERS}`])
        await sqs.send(new PurgeQueueCommand({ QueueUrl: urlOf(name) }));
  });

  const type = (command: string) =>
    new Promise<{ code: unknown; output: string }>((resolve) => {
      const [, script = '', ...args] = command
        // At the emulators' ports: their queues have names that only the shop on a machine looks up.
        .replace(' --aws', '')
        .replaceAll('<stage>', STAGE)
        .replaceAll('<queue>', `${MAILS}${LETTERS}`)
        .split(' ');
      const env = {
        ...process.env,
        CARTLESS_PORT_MESSAGING: portOf('AWS_ENDPOINT_URL_SQS'),
        CARTLESS_PORT_DYNAMODB: portOf('AWS_ENDPOINT_URL_DYNAMODB'),
        CARTLESS_PORT_ORDERS_LAMBDA: String((lambda.address() as AddressInfo).port),
      };
      execFile(
        process.execPath,
        ['scripts/start.mjs', `${script}.ts`, ...args],
        { cwd: ROOT, env },
        (error, out, err) => resolve({ code: error?.code ?? 0, output: out + err }),
      );
    });

  it('has commands that do what it says, in its order', async () => {
    for (const id of ['ord_0demo', 'ord_2']) await send(`${MAILS}${LETTERS}`, event(id, OrderPaid));
    await send(`${MAILS}${LETTERS}`, event('ord_3', OrderPaid), 'ADDRESS_REFUSED');
    await send(`${MAILS}${LETTERS}`, event('ord_4', OrderCancelled));
    await send(`${SHIPMENTS}${LETTERS}`, event('ord_0demo', OrderCancelled));
    const parked = item('ord_5', OrderPaid.type, '2026-11-29T00:00:00.000Z');
    await send(`${RELAY}${LETTERS}`, JSON.stringify({ dynamodb: { NewImage: marshall(parked) } }));
    for (const one of [
      item('ord_0demo', OrderCancelled.type, '2026-02-01T00:00:00.000Z'),
      item('ord_6', OrderPaid.type, '2026-03-01T00:00:00.000Z'),
      item('ord_7', OrderPaid.type, '2025-03-01T00:00:00.000Z'),
    ])
      await dynamodb.send(new PutItemCommand({ TableName: TABLE, Item: marshall(one) }));

    const said: string[] = [];
    for (const command of COMMANDS) {
      const before = { letters: await count(`${MAILS}${LETTERS}`), published: published.length };
      const { code, output } = await type(command);
      expect([command, code === 0 ? '' : output]).toEqual([command, '']);
      said.push(output.trim().split('\n').at(-1) ?? '');
      // Without --write nothing is done.
      if (!command.endsWith('--write'))
        expect({ letters: await count(`${MAILS}${LETTERS}`), published: published.length }).toEqual(before);
    }
    expect(said).toEqual([
      expect.stringMatching(new RegExp(`^ +1 {2}${SHIPMENTS}${LETTERS}`)),
      `4 of 4 messages in ${MAILS}${LETTERS}`,
      `1 of 1 messages in ${SHIPMENTS}${LETTERS}`,
      `2 of 4 messages would go back to ${MAILS}; --write moves them`,
      `1 of 4 messages moved to ${MAILS}`,
      `1 of 3 messages moved to ${MAILS}`,
      `1 of 1 messages would go back to ${SHIPMENTS}; --write moves them`,
      `1 of 1 messages moved to ${SHIPMENTS}`,
      '1 of 1 dead letters would be published again; --write does it',
      '1 of 1 dead letters were published again',
      '1 events would be published again; --write does it',
      '1 events were published again',
      '1 events were published again',
    ]);
    expect(published).toEqual([
      `${OrderPaid.type} ord_5`,
      `${OrderCancelled.type} ord_0demo`,
      `${OrderPaid.type} ord_6`,
    ]);
    expect([await count(MAILS), await count(SHIPMENTS), await count(`${RELAY}${LETTERS}`)]).toEqual([
      4, 1, 0,
    ]);
  });

  it.each([
    ['pnpm redrive move <queue> --aws --stage <stage> --type order-payed', /^No service tells order-payed; /],
    ['pnpm redrive move <queue> --aws --stage <stage> --older-than 3', /^--older-than 3 is no age; /],
    ['pnpm redrive move <queue> --aws --stage <stage> --max many', /^--max many is no number/],
    [`pnpm redrive move ${RELAY}${LETTERS} --aws --stage <stage>`, /pnpm replay/],
    ['pnpm redrive move nothing --aws --stage <stage>', /^There is no queue nothing; /],
    ['pnpm replay orders --aws --stage <stage> --since yesterday', /^"yesterday" is no time; /],
  ])('refuses what cannot be meant: %s', async (command, reason) => {
    await send(`${MAILS}${LETTERS}`, event('ord_1', OrderPaid));
    const { code, output } = await type(command);
    expect(code).toBe(1);
    expect(output).toMatch(reason);
    expect(await count(`${MAILS}${LETTERS}`)).toBe(1);
  });
});
