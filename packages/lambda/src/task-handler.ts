import { continueTrace } from '@cartless/domain';
import { watchFloatingPromises } from './floating-promises.ts';
import { log } from './logger.ts';
import { type Clocked, type TimeLeft, timeLeftOf } from './time-left.ts';
import { underTrace } from './under-trace.ts';

/** Of who runs a task by hand. */
const UNHURRIED: Clocked = { getRemainingTimeInMillis: () => Infinity };

/**
 * Makes the Lambda handler of a scheduled task. What it returns is logged, and answered to whoever runs it by hand; a failure is
 * logged and thrown on.
 *
 * @param run is told how much time is left; a task that may have more to do than there is time for stops by it. `input` is what
 *   the schedule or a person gave, unchecked
 */
export function taskHandler<Result extends Readonly<Record<string, unknown>>>(
  name: string,
  run: (timeLeft: TimeLeft, input: unknown) => Promise<Result>,
) {
  watchFloatingPromises();
  return (input?: unknown, context = UNHURRIED): Promise<Result> =>
    underTrace(name, continueTrace(undefined), async () => {
      try {
        const result = await run(timeLeftOf(context), input);
        log.info('task done', { task: name, ...result });
        return result;
      } catch (error) {
        log.error('task failed', { task: name, error });
        throw error;
      }
    });
}
