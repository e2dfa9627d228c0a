import { log } from './logger.ts';

/** Every function of a service brings a copy of this module; where they share a process, one of them watches. */
const WATCHED = Symbol.for('cartless.floating-promises');

/**
 * Writes a promise that was rejected, and that nobody waited for, into the log, as an error with its stack. Lambda's runtime ends
 * the environment after it; what it writes itself bears no service and no trace. So this comes first, and decides nothing.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export function watchFloatingPromises(): void {
  const known = globalThis as { [WATCHED]?: true };
  if (known[WATCHED]) return;
  known[WATCHED] = true;
  process.prependListener('unhandledRejection', (reason) => {
    log.error('a promise was rejected and nobody waited for it', { error: reason });
    // Without a listener Node ends the process; that stays so.
    if (process.listenerCount('unhandledRejection') === 1) throw reason;
  });
}
