import * as z from 'zod';
import { allow, type Expansion, type Resources, type Statement } from './cloudformation.ts';
import { Declarations } from './declarations.ts';
import { expandMetrics } from './expand-metrics.ts';
import { expandWaits } from './expand-waits.ts';
import { expandQueue } from './expand-queue.ts';
import { expandRoute } from './expand-route.ts';
import { expandSchedule } from './expand-schedule.ts';
import { expandSecrets, type StageSecrets } from './expand-secrets.ts';
import { expandRelay, expandStream } from './expand-stream.ts';
import { type DeadLetterQueues, expandRedrive, expandShow, expandSweep } from './expand-sweep.ts';
import { expandUses } from './expand-uses.ts';
import type { Choice } from './settings/catalogue.ts';
import type { FunctionFolder } from './function-folders.ts';
import type { Declared } from './load-declarations.ts';
import { type Owner, stageName } from './names.ts';

/** The settings of a service that its functions' declarations stand on. */
export type ServiceSettings = Readonly<{
  owner: Owner;
  /** The time-out of functions that say none, in seconds. */
  timeout: number;
  /** Whether functions are traced; each then needs the right to send its traces. */
  tracing: boolean;
  secrets: StageSecrets;
  /** What the stage has chosen that the service can work with. */
  choices?: readonly Choice[];
}>;

type Settings = Readonly<Record<string, unknown>>;
/** A function as the Serverless Framework knows it, and the resources that it brings along. */
export type ExpandedFunction = Readonly<{ definition: Settings; resources: Resources }>;

/** AWS knows no narrower resource for traces. */
const SEND_TRACES = allow(['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], '*');

/**
 * Makes the full definition of a function out of what its folder holds: handler and role by its name, route, triggers,
 * queues and alarms by its declarations.
 *
 * @throws Error saying what is wrong with a declaration
 */
export function expandFunction(
  { key, path }: FunctionFolder,
  content: Settings,
  { route, reads }: Declared,
  service: ServiceSettings & Partial<DeadLetterQueues>,
): ExpandedFunction {
  const { owner } = service;
  refuseSecondWords(content, route !== undefined);
  const { consumes, follows, relays, runs, counts, waits, secrets, uses, sweeps, shows, redrives } =
    parse(content);
  const letters = { deadLetters: [], queues: [], ...service };
  const chosen = expandUses(uses ?? {}, service.choices ?? []);
  if (route !== undefined && route.id !== key)
    throw new Error(`its route has the id ${route.id}, not ${key}`);
  const timeout = Number(content['timeout'] ?? service.timeout);
  const parts: Expansion[] = [
    ...(route ? [expandRoute(route)] : []),
    ...(consumes ? [expandQueue(consumes, { owner, timeout, reads })] : []),
    ...(follows ? [expandStream(follows, { owner, key })] : []),
    ...(relays ? [expandRelay(relays, { owner, key })] : []),
    ...(runs ? [expandSchedule(runs, key)] : []),
    ...(counts ? [expandMetrics(counts, owner)] : []),
    ...(waits ? [expandWaits(waits, owner)] : []),
    expandSecrets(
      [...(secrets ?? []), ...chosen.secrets, ...edgeProof(route !== undefined, service)],
      owner,
      service.secrets,
    ),
    { environment: chosen.environment },
    ...(sweeps ? [expandSweep(letters)] : []),
    ...(shows ? [expandShow(letters)] : []),
    ...(redrives ? [expandRedrive(letters)] : []),
    ...(service.tracing ? [{ statements: [SEND_TRACES] }] : []),
  ];
  return {
    definition: {
      handler: `${path}/handler.handler`,
      ...Object.fromEntries(Object.entries(content).filter(([name]) => !(name in Declarations.shape))),
      iamRoleStatementsName: stageName(owner, key),
      iamRoleStatements: [
        ...list<Statement>(content, 'iamRoleStatements'),
        ...parts.flatMap(({ statements = [] }) => statements),
      ],
      ...environment(content['environment'], parts),
      events: [...list(content, 'events'), ...parts.flatMap(({ events = [] }) => events)],
    },
    resources: Object.assign({}, ...parts.map(({ resources }) => resources)) as Resources,
  };
}

/** Every function with a route asks who calls, so each may read by what the edge proves itself. */
const edgeProof = (hasRoute: boolean, { secrets }: ServiceSettings): readonly string[] =>
  hasRoute ? secrets.known.filter((name) => name === 'edge-proof') : [];

/** @throws Error when a function.yml says what its folder or its route.ts says */
function refuseSecondWords(content: Settings, hasRoute: boolean): void {
  for (const name of ['handler', 'iamRoleStatementsName']) {
    if (name in content) throw new Error(`its ${name} follows from the folder and must not be written`);
  }
  const written = list<Settings>(content, 'events').some((event) => 'httpApi' in event);
  if (written)
    throw new Error(`a route stands in route.ts${hasRoute ? ', where it is already,' : ''} and nowhere else`);
}

function parse(content: Settings): Declarations {
  const result = z.safeParse(Declarations, content);
  if (!result.success) throw new Error(z.prettifyError(result.error));
  return result.data;
}

function list<T>(content: Settings, name: string): readonly T[] {
  const value = content[name] ?? [];
  if (!Array.isArray(value)) throw new Error(`its ${name} must be a list, since the rules add to it`);
  return value as T[];
}

/** The function's own variables and those of its declarations; a variable of the framework stays as it is. */
function environment(own: unknown, parts: readonly Expansion[]): Settings {
  const added = Object.assign({}, ...parts.map(({ environment }) => environment)) as Settings;
  if (Object.keys(added).length === 0) return own === undefined ? {} : { environment: own };
  if (typeof own === 'string')
    throw new Error('its environment must be written out, since the rules add to it');
  return { environment: { ...(own as Settings | undefined), ...added } };
}
