import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { nameOfKey } from '@cartless/aggregate';
import type { LoggedChange } from '@cartless/aggregate/restoring';
import { fenceDocument, fenceName } from '@cartless/infrastructure';
import { CREDENTIALS, REGION } from '@cartless/local-aws';
import { startDynamodb } from '@cartless/local-aws/dynamodb';
import { type Policies, startIam } from '@cartless/testing';
import { RULES } from '../../scripts/restoring/rules.ts';
import { streamChanges } from '../../scripts/restoring/stream-changes.ts';
import { freePort } from '../free-port.ts';

const STAGE = 'dev';
const SERVICES = Object.keys(RULES);
const tableOf = (service: string): string => `cartless-${STAGE}-${service}`;

/** The tables of a stage in one region. */
export type Region = Readonly<{
  name: string;
  /** As services reach them: through the fence of the region. */
  url: string;
  /** As somebody does who may do everything. */
  items: DynamoDBDocumentClient;
  streams: DynamoDBStreamsClient;
}>;

/**
 * Two regions on this machine, each a DynamoDB Local of its own behind a fence, and the part of IAM that fences are set by. Nothing goes from
 * one region to the other by itself: {@link replicator}.
 */
export async function startTwoRegions([home, standBy]: readonly [string, string]) {
  const fences = { [home]: 'open', [standBy]: 'closed' } as const;
  const policies: Policies = new Map(
    Object.entries(fences).map(([region, state]) => [
      fenceName('cartless', STAGE, region),
      [JSON.stringify(fenceDocument(state))],
    ]),
  );
  const iam = await startIam(policies);
  const both = await Promise.all([home, standBy].map((name) => startRegion(name, policies)));
  const [first, second] = both.map(({ region }) => region) as [Region, Region];
  return {
    home: first,
    standBy: second,
    iamUrl: iam.url,
    stop: async () => {
      await iam.stop();
      await Promise.all(both.map(({ stop }) => stop()));
    },
  };
}

async function startRegion(name: string, policies: Policies) {
  const emulator = await startDynamodb({ port: await freePort(), log: () => undefined });
  const fence = fenceName('cartless', STAGE, name);
  const proxy = await listening(async (request, response) => {
    const body = await text(request);
    const denied = actionsOf(request, body).find((action) => denies(policies.get(fence)?.at(-1), action));
    if (denied !== undefined) return refuse(response, `${denied} is denied by ${fence}`);
    const headers = { ...(request.headers as Record<string, string>) };
    delete headers['host'];
    const answer = await fetch(emulator.url, { method: request.method ?? 'POST', headers, body });
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  const account = { endpoint: emulator.url, region: REGION, credentials: CREDENTIALS };
  const items = DynamoDBDocumentClient.from(new DynamoDBClient(account), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const streams = new DynamoDBStreamsClient(account);
  const stop = async (): Promise<void> => {
    proxy.stop();
    for (const client of [items, streams]) client.destroy();
    await emulator.stop();
  };
  return { region: { name, url: proxy.url, items, streams }, stop };
}

/** What a call needs the right for; a transaction that of each of its parts. */
function actionsOf({ headers }: IncomingMessage, body: string): readonly string[] {
  const operation = String(headers['x-amz-target']).split('.')[1] ?? '';
  if (operation !== 'TransactWriteItems') return [`dynamodb:${operation}`];
  const { TransactItems } = JSON.parse(body) as { TransactItems: readonly object[] };
  return TransactItems.flatMap(Object.keys).map((part) =>
    part === 'ConditionCheck' ? 'dynamodb:ConditionCheckItem' : `dynamodb:${part}Item`,
  );
}

/** An open fence has a condition that nothing meets. */
function denies(document: string | undefined, action: string): boolean {
  const { Statement } = JSON.parse(document ?? '{"Statement":[]}') as {
    Statement: readonly Readonly<{ Action: readonly string[]; Condition?: object }>[];
  };
  return Statement.some(({ Action, Condition }) => Condition === undefined && Action.includes(action));
}

function refuse(response: ServerResponse, message: string): void {
  response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: 'com.amazon.coral.service#AccessDeniedException', message }));
}

async function listening(answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>) {
  const server: Server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url, stop };
}

/** Makes the tables of one region in another, empty. */
export async function makeReplicas(from: Region, to: Region): Promise<void> {
  for (const service of SERVICES) {
    const { Table } = await from.items.send(new DescribeTableCommand({ TableName: tableOf(service) }));
    const { KeySchema, AttributeDefinitions, StreamSpecification, GlobalSecondaryIndexes = [] } = Table ?? {};
    await to.items.send(
      new CreateTableCommand({
        TableName: tableOf(service),
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema,
        AttributeDefinitions,
        StreamSpecification,
        ...(GlobalSecondaryIndexes.length > 0 && {
          GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(({ IndexName, KeySchema: key, Projection }) => ({
            IndexName,
            KeySchema: key,
            Projection,
          })),
        }),
      }),
    );
  }
}

type Arriving = Readonly<{ service: string; name: string; change: LoggedChange }>;

/**
 * Brings what is written in one region to another as a replica gets it: the changes of one item in their order, those of different items in
 * any, and transactions in pieces.
 *
 * @param draw between 0 and 1: which item is next
 */
export function replicator(from: Region, to: Region, draw: () => number) {
  /** What has been brought, or was there before; the stream of a table tells everything again to whoever asks. */
  const known = new Map<string, bigint>();
  const waiting: Arriving[] = [];

  async function look(): Promise<void> {
    // All at once: the end of a stream is known by nothing coming for two seconds.
    const told = await Promise.all(SERVICES.map(newsOf));
    for (const news of told) waiting.push(...news);
  }

  async function newsOf(service: string): Promise<readonly Arriving[]> {
    const news: Arriving[] = [];
    for await (const change of streamChanges(from.streams, tableOf(service))) {
      if (change.order <= (known.get(service) ?? -1n)) continue;
      known.set(service, change.order);
      const name = `${service} ${nameOfKey(RULES[service]!.table, change.key)}`;
      news.push({ service, name, change });
    }
    return news;
  }

  /** @param most leaves what is more on its way */
  async function bring(most = Infinity): Promise<void> {
    for (let brought = 0; brought < most && waiting.length > 0; brought += 1) {
      const { name } = waiting[Math.floor(draw() * waiting.length)]!;
      const at = waiting.findIndex((one) => one.name === name);
      const [{ service, change }] = waiting.splice(at, 1) as [Arriving];
      const TableName = tableOf(service);
      await (change.after === undefined
        ? to.items.send(new DeleteCommand({ TableName, Key: change.key }))
        : to.items.send(new PutCommand({ TableName, Item: change.after })));
    }
  }

  return {
    look,
    bring,
    /** What is on its way, and will never arrive when its region is lost. */
    waiting,
    /** Brings what is written until it is stopped. */
    follow() {
      const ended = new AbortController();
      const following = (async () => {
        while (!ended.signal.aborted) {
          await look();
          await bring();
        }
      })();
      return async () => {
        ended.abort();
        await following;
      };
    },
  };
}
