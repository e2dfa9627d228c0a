import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CREDENTIALS, REGION } from '@cartless/local-aws';
import { type Api, apiAt } from '../../../test/e2e/api.ts';
import { logInAdmin } from '../../../test/e2e/shopper.ts';
import type { Account } from '../account/account.ts';
import type { Stage } from '../deploying/stage.ts';
import { type Deployed, functionsOf } from '../verdict/functions.ts';

type Operation = Readonly<{
  operationId: string;
  parameters?: readonly Readonly<{
    name?: string;
    in?: string;
    required?: boolean;
    example?: string | number | boolean;
  }>[];
  requestBody?: Readonly<{ content: Readonly<Record<string, Readonly<{ example?: unknown }>>> }>;
}>;
type Route = Readonly<{ method: string; path: string; operation: Operation }>;

/** A function that was asked to run, and what it answered. */
type Asked = Readonly<{ name: string; answer: string; failed: boolean }>;

/**
 * Runs what nothing came to yet.
 * @returns how many functions that were
 * @throws Error with the answers of those that failed
 */
export async function runIdle(
  root: string,
  account: Account,
  stage: Stage,
  say: (line: string) => void,
): Promise<string> {
  const idle = (await functionsOf(account, stage.name)).filter(({ runs }) => runs === 0);
  const asked = await runTheRest(root, account, stage, idle);
  for (const { name, answer } of asked) say(`${name}: ${answer}`);
  const failed = asked.filter((one) => one.failed).map(({ name, answer }) => `${name}: ${answer}`);
  if (failed.length > 0) throw new Error(failed.join('\n'));
  return `${asked.length} functions`;
}

/**
 * Runs the functions that no journey came to: a route with the example of its document, as the administrator, about things that
 * are there; a schedule as its rule would. A queue's or stream's reader is none of them, for only an event may run it.
 */
async function runTheRest(
  root: string,
  account: Account,
  stage: Stage,
  uncalled: readonly Deployed[],
): Promise<Asked[]> {
  const api = apiAt(stage.siteUrl);
  const token = await logInAdmin(api);
  const known = await thingsThere(api, token);
  const lambda = new LambdaClient({ endpoint: account.url, region: REGION, credentials: CREDENTIALS });
  const asked: Asked[] = [];
  for (const { name, hears } of uncalled) {
    const [, service = '', key = ''] = new RegExp(`^cartless-([a-z]+)-${stage.name}-(.*)$`).exec(name) ?? [];
    const route = routesOf(root, service).get(key);
    if (route !== undefined) asked.push(await callRoute(api, token, known, name, route));
    else if (!hears) asked.push(await invoke(lambda, name));
  }
  return asked;
}

function routesOf(root: string, service: string): ReadonlyMap<string, Route> {
  const text = readFileSync(join(root, 'services', service, 'openapi.json'), 'utf8');
  const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, Operation>> };
  return new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [
        operation.operationId,
        { method: method.toUpperCase(), path, operation },
      ]),
    ),
  );
}

/** Values of the parts of paths that name something that is there. */
async function thingsThere(api: Api, token: string): Promise<Readonly<Record<string, string>>> {
  const first = async (path: string): Promise<Readonly<Record<string, unknown>>> =>
    ((await api('GET', path, { token })).body['items'] as Record<string, unknown>[] | undefined)?.[0] ?? {};
  const [order, user, product] = await Promise.all(
    ['/admin/orders?limit=1', '/users?limit=1', '/products?limit=1'].map(first),
  );
  const there = { ...product, ...user, ...order };
  return Object.fromEntries(
    Object.entries(there).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

async function callRoute(
  api: Api,
  token: string,
  known: Readonly<Record<string, string>>,
  name: string,
  { method, path, operation: { parameters = [], requestBody } }: Route,
): Promise<Asked> {
  const given = (place: string) =>
    parameters
      .filter((parameter) => parameter.in === place && (place === 'path' || parameter.required))
      .map(({ name: part = '', example }): [string, string] => [
        part,
        known[part] ?? String(example ?? 'x1'),
      ]);
  const values = Object.fromEntries(given('path'));
  const target = path.replaceAll(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(values[part] ?? 'x1'));
  const query = new URLSearchParams(given('query')).toString();
  const body = Object.values(requestBody?.content ?? {})[0]?.example;
  const headers = Object.fromEntries(given('header').filter(([header]) => header !== 'Idempotency-Key'));
  const { status } = await api(method, query === '' ? target : `${target}?${query}`, {
    token,
    headers: { 'idempotency-key': randomUUID(), ...headers },
    ...(body !== undefined && { body }),
  });
  // 503 is an answer of the shop, when a partner or something of the stage is not there.
  return { name, answer: `${method} ${target}: ${status}`, failed: status >= 500 };
}

async function invoke(client: LambdaClient, FunctionName: string): Promise<Asked> {
  const { FunctionError, Payload = [] } = await client.send(
    new InvokeCommand({ FunctionName, Payload: '{}' }),
  );
  const answer = Buffer.from(Payload).toString().slice(0, 200);
  return { name: FunctionName, answer, failed: FunctionError !== undefined };
}
