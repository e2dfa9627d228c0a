import { currentScope } from '../shared-process/service-scope.ts';
import type { PluginLog } from './serverless-api.ts';

/**
 * Writes down every promise that was rejected while nobody waited for it, and lives on. On AWS it ends the environment of the one
 * function that made it; here all functions of a service share a process, and the others have nothing to do with it.
 *
 * @returns a function that ends it.
 */
export function outliveFloatingPromises(log: PluginLog): () => void {
  const own = currentScope();
  const note = (reason: unknown): void => {
    const whose = currentScope();
    // One of another service in this process, which writes it down itself.
    if (whose !== undefined && whose !== own) return;
    const text = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    log.error(
      `A promise was rejected and nobody waited for it; on AWS its function would end here:\n${text}`,
    );
  };
  process.on('unhandledRejection', note);
  return () => process.off('unhandledRejection', note);
}
