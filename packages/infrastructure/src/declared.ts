import { type FunctionFolder, functionFolders, readFunctionFile } from './function-folders.ts';
import type { DeclaredRoute } from './expand-route.ts';
import { loadDeclarations } from './load-declarations.ts';

/** The routes that each of the services declares, in the order of the folders given. */
export async function declaredRoutes(serviceDirs: readonly string[]): Promise<DeclaredRoute[][]> {
  const files = serviceDirs.map((dir) => functionFolders(dir).flatMap(({ route }) => route ?? []));
  const declared = await loadDeclarations(files.flat());
  return files.map((ofService) => ofService.flatMap((file) => declared[file]?.route ?? []));
}

/** A queue of a service that events reach, and the function that reads it. */
export type DeclaredConsumer = Readonly<{
  /** The name of the queue within the service: `numbering`. */
  queue: string;
  /** The key of the function: `numberOrder`. */
  function: string;
  /** What the function does with the events, in a sentence. */
  does: string;
  /** The event types that reach the queue. */
  reads: readonly string[];
}>;

/**
 * The queues of a service that events reach, in the order of the functions that read them.
 *
 * @throws Error naming a function that does not say what it does with its events
 */
export async function declaredConsumers(serviceDir: string): Promise<DeclaredConsumer[]> {
  const queues = functionFolders(serviceDir).flatMap((folder) => queueOf(serviceDir, folder));
  const declared = await loadDeclarations(queues.map(({ handler }) => handler));
  return queues.flatMap(({ queue, key, path, handler, does }) => {
    const reads = declared[handler]?.reads;
    if (reads === undefined) return [];
    if (does === undefined)
      throw new Error(
        `${serviceDir}/${path}/function.yml has no description, which says what becomes of the events`,
      );
    return [{ queue, function: key, does, reads }];
  });
}

function queueOf(serviceDir: string, folder: FunctionFolder) {
  const { consumes, description } = readFunctionFile(serviceDir, folder) as {
    consumes?: { queue: string };
    description?: string;
  };
  return consumes === undefined ? [] : [{ ...folder, queue: consumes.queue, does: description }];
}
