import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Access, type Scope, SCOPE_NAMES } from '@cartless/domain';
import { camelCase } from '@cartless/infrastructure';
import { oneOf, wordsOf } from './names.ts';
import { routeFiles } from './route-files.ts';
import { writeFiles } from './write-files.ts';

/** A route as it is asked for on the command line. */
export type NewRoute = Readonly<{
  /** `orders/ordering/pause-order`: service, room and function. */
  folder: string;
  method: string;
  path: string;
  /** `public`, or the scope that a caller's token needs; of several with commas between any one. */
  access: string;
}>;

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const PATH = /^(\/([a-z0-9.-]+|\{[a-z][A-Za-z]*\}))+$/;

/**
 * Writes the three files of a route and a test that fails until somebody says what the route answers.
 * @returns the paths of the files
 * @throws Error saying what is wrong with the request, or what is there already
 */
export async function newRoute(root: string, { folder, ...asked }: NewRoute): Promise<string[]> {
  const [service = '', room = '', name = '', ...rest] = folder.split('/');
  if (name === '' || rest.length > 0) {
    throw new Error(`"${folder}" is no folder of a function; write it like orders/ordering/pause-order`);
  }
  oneOf(service, 'service', foldersIn(join(root, 'services'), 'openapi.json'));
  oneOf(room, `room in ${service}`, foldersIn(join(root, 'services', service, 'src')));
  wordsOf(name, 'a function', 'pause-order: what it does, and to what');
  if (!PATH.test(asked.path)) {
    throw new Error(`"${asked.path}" is no path; write it like /orders/{orderId}/pause`);
  }
  const route: Parameters<typeof routeFiles>[1] = {
    id: camelCase(name),
    method: oneOf(asked.method, 'method', METHODS),
    path: asked.path,
    access: accessOf(asked.access),
  };
  refuseTaken(root, service, name, `${route.method} ${route.path}`);
  return writeFiles(root, routeFiles(join('services', service, 'src', room, name), route));
}

/** @throws Error naming the scopes that there are */
function accessOf(asked: string): Access {
  if (!asked.includes(',')) return oneOf<'public' | Scope>(asked, 'access', ['public', ...SCOPE_NAMES]);
  return asked.split(',').map((scope) => oneOf(scope, 'scope', SCOPE_NAMES)) as [Scope, ...Scope[]];
}

/** The folders inside a folder, of those that hold a file when one is named. */
const foldersIn = (parent: string, file = ''): string[] =>
  readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(parent, entry.name, file)))
    .map((entry) => entry.name);

/** A function is named after its folder, wherever that is, and a call is answered by one function of one service. */
function refuseTaken(root: string, service: string, name: string, call: string): void {
  const [folder] = globSync(`services/${service}/src/**/${name}/`, { cwd: root });
  if (folder !== undefined)
    throw new Error(`${folder} is there already, and ${service} can have one ${name}`);
  for (const file of globSync('services/*/openapi.json', { cwd: root })) {
    const { paths } = JSON.parse(readFileSync(join(root, file), 'utf8')) as OpenApi;
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, { operationId }] of Object.entries(methods)) {
        if (shapeOf(`${method.toUpperCase()} ${path}`) !== shapeOf(call)) continue;
        throw new Error(`${call} is answered by ${operationId} of ${basename(join(file, '..'))} already`);
      }
    }
  }
}

type OpenApi = Readonly<{ paths: Record<string, Record<string, { operationId: string }>> }>;

/** Paths that differ only in the names of their parts are one path. */
const shapeOf = (call: string): string => call.replaceAll(/\{\w+\}/g, '{}');
