import { type FunctionFolder, functionFolders, readFunctionFile } from './function-folders.ts';
import type { DeclaredRoute } from './expand-route.ts';
import { loadDeclarations } from './load-declarations.ts';
import { pascalCase } from './names.ts';

/** The routes that each of the services declares, in the order of the folders given. */
export async function declaredRoutes(serviceDirs: readonly string[]): Promise<DeclaredRoute[][]> {
  const files = serviceDirs.map((dir) => functionFolders(dir).flatMap(({ route }) => route ?? []));
  const declared = await loadDeclarations(files.flat());
  return files.map((ofService) => ofService.flatMap((file) => declared[file]?.route ?? []));
}

/** A queue of a service, by its logical id, and the event types that reach it. */
export type DeclaredConsumer = Readonly<{ queue: string; reads: readonly string[] }>;

/** The queues of a service that events reach, in the order of the functions that read them. */
export async function declaredConsumers(serviceDir: string): Promise<DeclaredConsumer[]> {
  const queues = functionFolders(serviceDir).flatMap((folder) => queueOf(serviceDir, folder));
  const declared = await loadDeclarations(queues.map(({ handler }) => handler));
  return queues.flatMap(({ queue, handler }) => {
    const reads = declared[handler]?.reads;
    return reads === undefined ? [] : [{ queue: `${pascalCase(queue)}Queue`, reads }];
  });
}

function queueOf(serviceDir: string, folder: FunctionFolder): { queue: string; handler: string }[] {
  const { consumes } = readFunctionFile(serviceDir, folder) as { consumes?: { queue: string } };
  return consumes === undefined ? [] : [{ queue: consumes.queue, handler: folder.handler }];
}
