import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICES } from '@cartless/domain';
import {
  chosenIn,
  expandService,
  givenTo,
  ownerOf,
  parseCloudFormation,
  readCatalogue,
  secretsOn,
} from '@cartless/infrastructure';
import { variables } from './variables.ts';

/** What starts a function by itself. */
type Trigger =
  | Readonly<{ kind: 'call'; method: string; path: string }>
  | Readonly<{ kind: 'queue'; queue: string; batchSize: number }>
  | Readonly<{
      kind: 'stream';
      table: string;
      batchSize: number;
      filters: readonly unknown[] | undefined;
      tries: number;
      deadLetters: string;
    }>
  | Readonly<{ kind: 'schedule'; everyMs: number }>;

export type DeployedFunction = Readonly<{
  service: string;
  name: string;
  /** The module that exports its `handler`. */
  module: string;
  timeoutMs: number;
  memoryMegabytes: number;
  environment: Readonly<Record<string, string>>;
  triggers: readonly Trigger[];
}>;

export type DeployedQueue = Readonly<{
  /** Where it is called; its last part is the name that people know it by. */
  url: string;
  delayMs: number;
  visibilityMs: number;
  deadLetters: string | undefined;
  /** After so many a message becomes a dead letter; undefined: however often it is received. */
  receives: number | undefined;
  /** For so long a message is kept, from when it was sent on. */
  retentionMs: number;
}>;

/** Which messages of a topic reach a queue: a filter policy of SNS on attributes. */
export type Subscription = Readonly<{
  topic: string;
  queue: string;
  filter: Readonly<Record<string, readonly unknown[]>> | undefined;
}>;

/** All services as they stand on AWS, read from their own declarations. Queues and tables are named by service and logical id. */
export type Deployment = Readonly<{
  functions: readonly DeployedFunction[];
  queues: Readonly<Record<string, DeployedQueue>>;
  subscriptions: readonly Subscription[];
}>;

const STAGE = 'local';
/** What is otherwise than on a laptop. */
const SETTINGS = ['siteUrl=https://shop.simulated'];
/** What access tokens are signed with. It is short, because nobody forges a signature here. */
const SIGNING_KEY = JSON.stringify({
  ...generateKeyPairSync('rsa', { modulusLength: 512 }).privateKey.export({ format: 'jwk' }),
  kid: 'simulated',
});
/** Where `{carrier}` and the like are: each provider has a name of its own. */
const LOCAL_PORT = /localhost:\{(\w+)\}/g;

/** Reads what the services declare, with the settings of the shop on a laptop. */
export async function readDeployment(root: string): Promise<Deployment> {
  const parts = await Promise.all(SERVICES.map((service) => readService(join(root, 'services'), service)));
  return {
    functions: parts.flatMap(({ functions }) => functions),
    queues: Object.assign({}, ...parts.map(({ queues }) => queues)) as Deployment['queues'],
    subscriptions: parts.flatMap(({ subscriptions }) => subscriptions),
  };
}

type Properties = Readonly<Record<string, unknown>>;

async function readService(servicesDir: string, service: string): Promise<Deployment> {
  const dir = join(servicesDir, service);
  const file = parseCloudFormation(readFileSync(join(dir, 'serverless.yml'), 'utf8')) as Readonly<{
    service: string;
    provider: Readonly<{ timeout?: number; memorySize: number; environment: Properties }>;
  }> &
    Properties;
  const catalogue = readCatalogue(servicesDir);
  const given = givenTo(servicesDir, STAGE, SETTINGS);
  const owner = ownerOf(file.service);
  const choices = chosenIn(catalogue, service, given);
  const timeout = file.provider.timeout ?? 6;
  const expanded = await expandService(dir, {
    owner,
    choices,
    timeout,
    tracing: false,
    secrets: secretsOn(catalogue, service, given),
  });
  const local = Object.assign({}, ...choices.map((choice) => choice.local ?? {})) as Properties;
  const place = { service, dir, file, given, stage: STAGE };
  const resources = expanded.resources as Record<string, Resource>;
  const queueUrls = urlsOf(resources, variables(place));
  const resolve = variables({ ...place, queueUrls });
  const functions = Object.entries(expanded.functions).map(([name, definition]): DeployedFunction => {
    const environment = {
      ...file.provider.environment,
      ...(definition['environment'] as Properties | undefined),
    };
    return {
      service,
      name,
      module: join(dir, String(definition['handler']).replace(/\.handler$/, '.ts')),
      timeoutMs: Number(definition['timeout'] ?? timeout) * 1000,
      memoryMegabytes: Number(resolve(definition['memorySize'] ?? file.provider.memorySize)),
      environment: {
        ...textsOf(resolve({ ...environment, ...localOnly(local, environment) })),
        ...('SIGNING_KEY' in environment && { LOCAL_SIGNING_KEY: SIGNING_KEY }),
      },
      triggers: ((definition['events'] ?? []) as Properties[]).map((event) => triggerOf(resolve(event))),
    };
  });
  return { functions, ...messagingOf(service, resolve(resources) as typeof resources, queueUrls) };
}

const localOnly = (local: Properties, environment: Properties): Properties =>
  Object.fromEntries(Object.entries(local).filter(([name]) => name in environment));

const textsOf = (environment: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment as Properties).map(([name, value]) => [
      name,
      String(value).replaceAll(LOCAL_PORT, '$1.simulated'),
    ]),
  );

function triggerOf(event: unknown): Trigger {
  const { httpApi, sqs, stream, schedule } = event as Readonly<{
    httpApi?: Properties;
    sqs?: Properties;
    stream?: Properties;
    schedule?: string;
  }>;
  if (httpApi !== undefined)
    return { kind: 'call', method: String(httpApi['method']), path: String(httpApi['path']) };
  if (sqs !== undefined)
    return { kind: 'queue', queue: String(sqs['arn']), batchSize: Number(sqs['batchSize']) };
  if (stream !== undefined) {
    const { onFailure } = stream['destinations'] as Readonly<{ onFailure: Properties }>;
    return {
      kind: 'stream',
      table: String(stream['arn']),
      batchSize: Number(stream['batchSize']),
      filters: stream['filterPatterns'] as readonly unknown[] | undefined,
      tries: Number(stream['maximumRetryAttempts']),
      deadLetters: String(onFailure['arn']),
    };
  }
  if (schedule !== undefined) return { kind: 'schedule', everyMs: periodOf(schedule) };
  throw new Error(`no such trigger is simulated: ${JSON.stringify(event)}`);
}

const UNITS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** How often a schedule starts its function; of `cron` only what is daily is in use. */
function periodOf(schedule: string): number {
  if (/^cron\(\d+ \d+ \* \* \? \*\)$/.test(schedule)) return UNITS.day;
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule) ?? [];
  if (unit === undefined) throw new Error(`no such schedule is simulated: ${schedule}`);
  return Number(count) * UNITS[unit as keyof typeof UNITS];
}

type Resource = Readonly<{ Type: string; Properties: Properties }>;

const QUEUE = 'AWS::SQS::Queue';

/** The addresses of all queues, by their logical ids. */
const urlsOf = (
  resources: Readonly<Record<string, Resource>>,
  resolve: (value: unknown) => unknown,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(resources).flatMap(([id, { Type, Properties }]) =>
      Type === QUEUE ? [[id, `https://sqs.simulated/${String(resolve(Properties['QueueName']))}`]] : [],
    ),
  );

function messagingOf(
  service: string,
  resources: Readonly<Record<string, Resource>>,
  urls: Readonly<Record<string, string>>,
) {
  const queues: Record<string, DeployedQueue> = {};
  const subscriptions: Subscription[] = [];
  for (const [id, { Type, Properties }] of Object.entries(resources)) {
    if (Type === QUEUE) queues[`${service}/${id}`] = queueOf(urls[id] ?? '', Properties);
    if (Type !== 'AWS::SNS::Subscription') continue;
    subscriptions.push({
      topic: String(Properties['TopicArn']),
      queue: String(Properties['Endpoint']),
      filter: Properties['FilterPolicy'] as Subscription['filter'],
    });
  }
  return { queues, subscriptions };
}

/** SQS's own, where a queue says nothing. */
const FOUR_DAYS_S = 345_600;

function queueOf(url: string, properties: Properties): DeployedQueue {
  const redrive = properties['RedrivePolicy'] as
    Readonly<{ deadLetterTargetArn: string; maxReceiveCount: number }> | undefined;
  return {
    url,
    delayMs: Number(properties['DelaySeconds'] ?? 0) * 1000,
    visibilityMs: Number(properties['VisibilityTimeout'] ?? 30) * 1000,
    deadLetters: redrive?.deadLetterTargetArn,
    receives: redrive?.maxReceiveCount,
    retentionMs: Number(properties['MessageRetentionPeriod'] ?? FOUR_DAYS_S) * 1000,
  };
}
