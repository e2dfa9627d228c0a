import { tellOf } from './alarms.ts';
import { apiAlarms, shopDownAlarm } from './api-alarms.ts';
import { apiDomain } from './api-domain.ts';
import { businessDashboard } from './business-dashboard.ts';
import type { Resource, Resources } from './cloudformation.ts';
import { dashboard } from './dashboard.ts';
import { type ExpandedFunction, expandFunction, type ServiceSettings } from './expand-function.ts';
import type { DeclaredRoute, Throttle } from './expand-route.ts';
import { type FunctionFolder, functionFolders, readFunctionFile } from './function-folders.ts';
import { type Declared, loadDeclarations } from './load-declarations.ts';
import { logQueries } from './log-queries.ts';
import type { Owner } from './names.ts';
import { stageAlarms } from './stage-alarms.ts';

/** All functions of a service, as the Serverless Framework knows them, and the resources that they bring along. */
export type ExpandedService = Readonly<{
  functions: Readonly<Record<string, ExpandedFunction['definition']>>;
  resources: Resources;
  /** Whether it has an HTTP API. */
  hasRoutes: boolean;
  /** Of the routes that take less than the service, by their keys: `POST /login`. */
  throttles: Readonly<Record<string, Throttle>>;
}>;

/**
 * What a stack watches beside its own service: `stage` the account, and shows its business; the services that it names, whether
 * all of them are up.
 */
export type Watches = 'stage' | readonly string[];

/** The resources by which somebody sees what a stack watches beside its own service. */
export function watchResources(owner: Owner, watches: Watches): Resources {
  const resources =
    watches === 'stage'
      ? { ...stageAlarms(owner), BusinessDashboard: businessDashboard(owner) }
      : { ShopDownAlarm: shopDownAlarm(owner, watches) };
  return tellOf(resources, owner);
}

/**
 * Expands what stands in the folders of a service's functions. Variables of the Serverless Framework stay as they are.
 *
 * @throws Error naming the function whose declaration is wrong
 */
export async function expandService(serviceDir: string, settings: ServiceSettings): Promise<ExpandedService> {
  const folders = functionFolders(serviceDir).map((folder) => ({
    folder,
    content: readFunctionFile(serviceDir, folder),
  }));
  const declared = await loadDeclarations(folders.flatMap(filesToLoad));
  const deadLetters: string[] = [];
  const queues: string[] = [];
  // Those that look through the dead letters of all come last.
  const tendLast = [...folders.filter((one) => !tends(one)), ...folders.filter(tends)];
  const inTurn = tendLast.map(({ folder, content }) => {
    const says = { ...declaredIn(folder.route, declared), ...declared[folder.handler] };
    const all = { ...settings, deadLetters, queues };
    const one = { key: folder.key, ...explained(folder, () => expandFunction(folder, content, says, all)) };
    deadLetters.push(...queuesIn(one.resources).filter(isDeadLetters));
    queues.push(...queuesIn(one.resources).filter((id) => !isDeadLetters(id)));
    return one;
  });
  const expanded = inTurn.toSorted((a, b) => a.key.localeCompare(b.key));
  const resources = mergeResources(expanded);
  const keys = expanded.map(({ key }) => key);
  const hasRoutes = folders.some(({ folder }) => folder.route !== undefined);
  return {
    functions: Object.fromEntries(expanded.map(({ key, definition }) => [key, definition])),
    resources: {
      ...tellOf({ ...resources, ...(hasRoutes && apiAlarms(settings.owner)) }, settings.owner),
      ...(hasRoutes && { ApiDomain: apiDomain(settings.owner) }),
      ...(expanded.length > 0 && {
        Dashboard: dashboard(settings.owner, resources, keys),
        ...logQueries(settings.owner, keys, hasRoutes),
      }),
    },
    hasRoutes,
    throttles: throttlesIn(folders.flatMap(({ folder }) => declared[folder.route ?? '']?.route ?? [])),
  };
}

const throttlesIn = (routes: readonly DeclaredRoute[]): Record<string, Throttle> =>
  Object.fromEntries(
    routes.flatMap(({ method, path, throttle }) => (throttle ? [[`${method} ${path}`, throttle]] : [])),
  );

type ReadFolder = Readonly<{ folder: FunctionFolder; content: Readonly<Record<string, unknown>> }>;

const tends = ({ content }: ReadFolder): boolean =>
  ['sweeps', 'shows', 'redrives'].some((name) => name in content);

const queuesIn = (resources: Resources): string[] =>
  Object.entries(resources).flatMap(([id, { Type }]) => (Type === 'AWS::SQS::Queue' ? [id] : []));
const isDeadLetters = (id: string): boolean => id.endsWith('DeadLetters');

/** Only the handlers of queues are asked: loading the others would cost time and tell nothing. */
const filesToLoad = ({ folder, content }: ReadFolder): string[] => [
  ...(folder.route === undefined ? [] : [folder.route]),
  ...('consumes' in content ? [folder.handler] : []),
];

function declaredIn(route: string | undefined, declared: Readonly<Record<string, Declared>>): Declared {
  if (route === undefined) return {};
  const found = declared[route];
  if (found?.route === undefined) throw new Error(`${route} exports no route`);
  return found;
}

function explained<T>({ path }: FunctionFolder, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(`${path}/function.yml: ${(error as Error).message}`, { cause: error });
  }
}

/** @throws Error when two functions bring a resource of the same name, e.g. read one queue */
function mergeResources(functions: readonly Readonly<{ key: string; resources: Resources }>[]): Resources {
  const all: Record<string, Resource> = {};
  for (const { key, resources } of functions) {
    for (const [id, resource] of Object.entries(resources)) {
      if (id in all) throw new Error(`${key} declares ${id}, which another function declares too`);
      all[id] = resource;
    }
  }
  return all;
}
