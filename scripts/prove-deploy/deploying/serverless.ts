import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Account } from '../account/account.ts';
import { tryRun } from '../run.ts';

/** Runs the framework in the folder of a service, as a person does. */
export interface Serverless {
  /** @returns what it wrote @throws Error when it fails */
  (service: string, ...args: readonly string[]): Promise<string>;
  /** Kills it as soon as something is so. @returns whether it was killed before it came to its end */
  cutWhen(when: () => Promise<boolean>, service: string, ...args: readonly string[]): Promise<boolean>;
}

const LOOK_EVERY_MS = 100;

export function serverlessIn(checkout: string, { env }: Account): Serverless {
  const run = (service: string, args: readonly string[], cut?: AbortSignal) => {
    const cwd = join(checkout, 'services', service);
    return tryRun(join(cwd, 'node_modules/.bin/serverless'), args, { cwd, env, ...(cut && { cut }) });
  };
  const serverless = async (service: string, ...args: readonly string[]): Promise<string> => {
    const { output, code } = await run(service, args);
    if (code !== 0) throw new Error(`${service}: ${reasonIn(output)}\n${output}`);
    return output;
  };
  const cutWhen: Serverless['cutWhen'] = async (when, service, ...args) => {
    const cut = new AbortController();
    const running = run(service, args, cut.signal);
    for (
      let more = true;
      more;
      more = await Promise.race([running.then(() => false), pause(LOOK_EVERY_MS, true)])
    )
      if (await when()) cut.abort();
    const { code, output } = await running;
    if (!cut.signal.aborted && code !== 0) throw new Error(`${service}: ${reasonIn(output)}\n${output}`);
    return cut.signal.aborted && code !== 0;
  };
  return Object.assign(serverless, { cutWhen });
}

/** What the framework says went wrong, in one line. */
export const reasonIn = (output: string): string =>
  (/^Error:\n([^]+)/m.exec(output)?.[1]?.split('\n\n')[0] ?? 'the deployment failed').replaceAll('\n', ' ');
