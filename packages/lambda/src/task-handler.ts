import { continueTrace, withTrace } from '@cartless/domain';
import { watchFloatingPromises } from './floating-promises.ts';
import { log } from './logger.ts';
import { type Clocked, type TimeLeft, timeLeftOf } from './time-left.ts';

/** Of who runs a task by hand. */
const UNHURRIED: Clocked = { getRemainingTimeInMillis: () => Infinity };

/**
 * Makes the Lambda handler of a scheduled task. What it returns is logged; a failure is logged and thrown on.
 *
 * @param run is told how much time is left; a task that may have more to do than there is time for stops by it
 */
export function taskHandler(
  name: string,
  run: (timeLeft: TimeLeft) => Promise<Readonly<Record<string, unknown>>>,
) {
  watchFloatingPromises();
  return (_event?: unknown, context = UNHURRIED): Promise<void> =>
    withTrace(continueTrace(undefined), async () => {
      try {
        log.info('task done', { task: name, ...(await run(timeLeftOf(context))) });
      } catch (error) {
        log.error('task failed', { task: name, error });
        throw error;
      }
    });
}
