import { continueTrace, withTrace } from '@cartless/domain';
import { watchFloatingPromises } from './floating-promises.ts';
import { log } from './logger.ts';

/** Makes the Lambda handler of a scheduled task. What it returns is logged; a failure is logged and thrown on. */
export function taskHandler(name: string, run: () => Promise<Readonly<Record<string, unknown>>>) {
  watchFloatingPromises();
  return (): Promise<void> =>
    withTrace(continueTrace(undefined), async () => {
      try {
        log.info('task done', { task: name, ...(await run()) });
      } catch (error) {
        log.error('task failed', { task: name, error });
        throw error;
      }
    });
}
