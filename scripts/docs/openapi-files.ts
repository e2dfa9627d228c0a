import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NAMED_SCHEMAS } from '@cartless/domain/named-schemas';
import { functionFolders } from '@cartless/infrastructure';
import type { Route } from '@cartless/lambda';
import {
  type Json,
  mergeDocuments,
  openApiDocument,
  type ServiceApi,
  type Topic,
} from '@cartless/lambda/openapi';
import { serviceNames } from './event-consumers.ts';
import type { Generated } from './generated.ts';
import { HEAD } from './openapi-head.ts';

/** Where the document of the whole shop is. */
export const WHOLE_SHOP = 'docs/generated/openapi.json';

/** The OpenAPI documents of every service, made from the `route.ts` of its functions, and the one of the whole shop. */
export async function openApiFiles(root: string): Promise<Generated> {
  const files = new Map<string, string>();
  const problems: string[] = [];
  const documents: Record<string, Json> = {};
  for (const service of serviceNames(root)) {
    const path = `services/${service}/openapi.json`;
    try {
      documents[service] = openApiDocument(await documentedApi(root, service));
      files.set(path, text(documents[service]));
    } catch (error) {
      problems.push(`${path} could not be made: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const version = versionIn(root);
  files.set(WHOLE_SHOP, text(mergeDocuments(HEAD(version), documents)));
  return { files, problems };
}

/** A room that every service has. */
const HEALTH: Topic = {
  name: 'Health',
  description: 'Whether the services are up, and in which version.',
};

const text = (document: Json): string => `${JSON.stringify(document, null, 2)}\n`;

/** All that a service's document is made of. @throws Error naming what is missing, or cannot be loaded */
export async function documentedApi(root: string, service: string) {
  const { API } = (await load(join(root, 'services', service, 'api', 'api.ts'))) as { API: ServiceApi };
  const { topics, notes, ...rest } = API;
  return {
    ...rest,
    notes: [...NAMED_SCHEMAS, ...notes],
    title: `Cartless ${service}`,
    version: versionIn(join(root, 'services', service)),
    routes: await routesOf(root, service, { health: HEALTH, ...topics }),
  };
}

async function routesOf(root: string, service: string, topics: Readonly<Record<string, Topic>>) {
  const folders = functionFolders(join(root, 'services', service));
  return Promise.all(
    folders.flatMap(({ route: file, path }) => (file === undefined ? [] : [readRoute(file, path, topics)])),
  );
}

async function readRoute(file: string, path: string, topics: Readonly<Record<string, Topic>>) {
  const { route } = (await load(file)) as { route?: Route };
  if (route === undefined) throw new Error(`${file} exports no route`);
  const [, room = ''] = path.split('/');
  const topic = topics[room];
  if (topic === undefined) throw new Error(`api/topics.ts does not say what the room ${room} is about`);
  return { route, topic };
}

const load = (file: string): Promise<unknown> =>
  import(pathToFileURL(file).href).catch((cause: unknown) => {
    throw new Error(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  });

const versionIn = (folder: string): string =>
  (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
