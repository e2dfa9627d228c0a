import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { functionFolders } from '@cartless/infrastructure';
import type { Route } from '@cartless/lambda';
import { openApiDocument } from '@cartless/lambda/openapi';
import { serviceNames } from './event-consumers.ts';
import type { Generated } from './generated.ts';

/** The OpenAPI document of every service, made from the `route.ts` of its functions. */
export async function openApiFiles(root: string): Promise<Generated> {
  const files = new Map<string, string>();
  const problems: string[] = [];
  for (const service of serviceNames(root)) {
    const path = `services/${service}/openapi.json`;
    try {
      const routes = await routesOf(root, service);
      const title = `Cartless ${service}`;
      files.set(
        path,
        `${JSON.stringify(openApiDocument(title, versionOf(root, service), routes), null, 2)}\n`,
      );
    } catch (error) {
      problems.push(`${path} could not be made: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { files, problems };
}

/** The routes of a service's functions. @throws Error naming the file that exports none, or cannot be loaded */
async function routesOf(root: string, service: string): Promise<Route[]> {
  const files = functionFolders(join(root, 'services', service)).flatMap(({ route }) => route ?? []);
  return Promise.all(files.map(readRoute));
}

async function readRoute(file: string): Promise<Route> {
  const module = (await import(pathToFileURL(file).href).catch((cause: unknown) => {
    throw new Error(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  })) as { route?: Route };
  if (module.route === undefined) throw new Error(`${file} exports no route`);
  return module.route;
}

function versionOf(root: string, service: string): string {
  const manifest = readFileSync(join(root, 'services', service, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
