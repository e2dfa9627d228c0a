import { join } from 'node:path';
import type { Account } from '../account/account.ts';
import { run } from '../run.ts';

/** Runs the framework in the folder of a service, as a person does. @returns what it wrote @throws Error when it fails */
export type Serverless = (service: string, ...args: readonly string[]) => Promise<string>;

export const serverlessIn =
  (checkout: string, { env }: Account): Serverless =>
  (service, ...args) =>
    run(join(checkout, 'services', service, 'node_modules/.bin/serverless'), args, {
      cwd: join(checkout, 'services', service),
      env,
    });
