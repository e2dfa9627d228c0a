import { join } from 'node:path';
import type { Account } from '../account/account.ts';
import { tryRun } from '../run.ts';

/** Runs the framework in the folder of a service, as a person does. @returns what it wrote @throws Error when it fails */
export type Serverless = (service: string, ...args: readonly string[]) => Promise<string>;

export const serverlessIn =
  (checkout: string, { env }: Account): Serverless =>
  async (service, ...args) => {
    const cwd = join(checkout, 'services', service);
    const { output, code } = await tryRun(join(cwd, 'node_modules/.bin/serverless'), args, { cwd, env });
    if (code !== 0) throw new Error(`${service}: ${reasonIn(output)}\n${output}`);
    return output;
  };

/** What the framework says went wrong, in one line. */
export const reasonIn = (output: string): string =>
  (/^Error:\n([^]+)/m.exec(output)?.[1]?.split('\n\n')[0] ?? 'the deployment failed').replaceAll('\n', ' ');
