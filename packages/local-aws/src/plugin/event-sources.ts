import { join } from 'node:path';
import { startQueueSource, startStreamSource } from '../event-sources/index.ts';
import type { EventSource, Invoke } from '../event-sources/index.ts';
import type { Endpoints } from '../control-server.ts';
import { REGION } from '../local-account.ts';
import type { Provisioned } from '../provision/provision.ts';
import { isRecord } from '../provision/template.ts';
import { lambdaInvoker } from './lambda-invoke.ts';
import type { FunctionDefinition, PluginLog, Serverless } from './serverless-api.ts';

const DEFAULT_TIMEOUT_SECONDS = 6;
const DEFAULT_BATCH_SIZE = 10;

export interface SourceSettings {
  readonly provisioned: Provisioned;
  readonly endpoints: Endpoints;
  /** Gives the invoker of a function by its key. */
  readonly invokerOf: (key: string) => Invoke;
  /** Folder that keeps how far each stream has been read. */
  readonly checkpointDir: string;
  readonly log: PluginLog;
}

interface Mapping {
  readonly key: string;
  readonly functionName: string;
  readonly timeoutSeconds: number;
  readonly invoke: Invoke;
  readonly settings: SourceSettings;
}

type Options = Readonly<Record<string, unknown>>;

/**
 * Starts an event source for each `sqs` and `stream` event of the service's functions.
 *
 * @throws Error naming the function when an event is of another type or its queue or stream is not there.
 */
export function startEventSources({ service }: Serverless, settings: SourceSettings): readonly EventSource[] {
  const defaultTimeout = service.provider.timeout ?? DEFAULT_TIMEOUT_SECONDS;
  return Object.entries(service.functions).flatMap(([key, definition]) => {
    const timeoutSeconds = definition.timeout ?? defaultTimeout;
    const mapping = {
      key,
      functionName: definition.name,
      timeoutSeconds,
      invoke: settings.invokerOf(key),
      settings,
    };
    return (definition.events ?? []).flatMap((event) => startOne(event, mapping));
  });
}

/** Makes an invoker for a function of the service, by its key in serverless.yml. */
export function functionInvoker({ service }: Serverless, lambdaUrl: string): (key: string) => Invoke {
  return (key) => {
    const { name = key, timeout } = service.functions[key] ?? {};
    return lambdaInvoker(lambdaUrl, name, timeout ?? service.provider.timeout ?? DEFAULT_TIMEOUT_SECONDS);
  };
}

/**
 * Makes sure that each function's events are of a type that works locally; routes and schedules have been taken out before.
 *
 * @throws Error naming the function and the event type.
 */
export function checkEventTypes(functions: Readonly<Record<string, FunctionDefinition>>): void {
  for (const [key, { events = [] }] of Object.entries(functions)) {
    for (const type of events.flatMap((event) => Object.keys(event))) {
      if (['sqs', 'stream'].includes(type)) continue;
      throw new Error(`functions.${key} has an event of type ${type}, which the local account does not know`);
    }
  }
}

function startOne(event: Options, mapping: Mapping): readonly EventSource[] {
  const [type, raw] = Object.entries(event)[0] ?? [];
  if (type !== 'sqs' && type !== 'stream') return [];
  const options: Options = isRecord(raw) ? raw : { arn: raw };
  if (options['enabled'] === false) return [];
  try {
    return [type === 'sqs' ? queueSource(options, mapping) : streamSource(options, mapping)];
  } catch (error) {
    throw new Error(`functions.${mapping.key}, event ${type}: ${(error as Error).message}`, { cause: error });
  }
}

function queueSource(options: Options, mapping: Mapping): EventSource {
  const { settings, timeoutSeconds } = mapping;
  const queue = findQueue(options['arn'], settings.provisioned);
  if (queue.visibilityTimeoutSeconds < timeoutSeconds) {
    throw new Error(
      `the queue's VisibilityTimeout (${queue.visibilityTimeoutSeconds} s) is shorter than the function's ` +
        `time-out (${timeoutSeconds} s), which AWS refuses`,
    );
  }
  return startQueueSource({
    ...common(options, mapping),
    queueUrl: queue.url,
    sqsEndpoint: settings.endpoints.messaging,
    batchWindowSeconds: Number(options['maximumBatchingWindow'] ?? 0),
    maximumConcurrency: options['maximumConcurrency'] as number | undefined,
    functionTimeoutSeconds: timeoutSeconds,
  });
}

function streamSource(options: Options, mapping: Mapping): EventSource {
  const { settings, functionName, timeoutSeconds } = mapping;
  for (const name of ['tumblingWindowInSeconds', 'consumer', 'startingPositionTimestamp']) {
    if (options[name] !== undefined) throw new Error(`${name} is not known to the local account`);
  }
  const streamArn = String(settings.provisioned.resolve(options['arn']));
  if (!streamArn.startsWith('arn:aws:dynamodb:')) throw new Error(`${streamArn} is not a table's stream`);
  const destinations = options['destinations'] as { onFailure?: unknown } | undefined;
  const onFailure = isRecord(destinations?.onFailure)
    ? unwrap(destinations.onFailure)
    : destinations?.onFailure;
  return startStreamSource({
    ...common(options, mapping),
    streamArn,
    dynamodbEndpoint: settings.endpoints.dynamodb,
    sqsEndpoint: settings.endpoints.messaging,
    startingPosition: options['startingPosition'] === 'LATEST' ? 'LATEST' : 'TRIM_HORIZON',
    batchWindowSeconds: Number(options['batchWindow'] ?? 0),
    maximumRetryAttempts: Number(options['maximumRetryAttempts'] ?? -1),
    maximumRecordAgeSeconds: options['maximumRecordAgeInSeconds'] as number | undefined,
    bisectBatchOnFunctionError: options['bisectBatchOnFunctionError'] === true,
    functionTimeoutSeconds: timeoutSeconds,
    onFailureQueueUrl: onFailure === undefined ? undefined : findQueue(onFailure, settings.provisioned).url,
    checkpointFile: join(settings.checkpointDir, `${functionName}.json`),
  });
}

/** `onFailure` is an ARN, an intrinsic function, or `{ arn, type }`. */
const unwrap = (destination: Options): unknown => ('arn' in destination ? destination['arn'] : destination);

function common(options: Options, { functionName, invoke, settings }: Mapping) {
  return {
    functionName,
    region: REGION,
    batchSize: Number(options['batchSize'] ?? DEFAULT_BATCH_SIZE),
    reportBatchItemFailures: options['functionResponseType'] === 'ReportBatchItemFailures',
    filterPatterns: options['filterPatterns'] as readonly Options[] | undefined,
    invoke,
    log: (line: string) => settings.log.notice(line),
  };
}

function findQueue(arn: unknown, { resolve, queues }: Provisioned): Provisioned['queues'][string] {
  const wanted = resolve(arn);
  const queue = Object.values(queues).find((candidate) => candidate.arn === wanted);
  if (queue === undefined) throw new Error(`${String(wanted)} is not a queue of this service`);
  return queue;
}
