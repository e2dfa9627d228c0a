import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';

const folder = mkdtempSync(join(tmpdir(), 'cartless-environment-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const moduleAt = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href);
/** As serverless-offline calls functions; it is a process of its own, because its environment is changed as a whole. */
const program = (functions: Readonly<Record<string, object>>): string => `
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bundleFunctions } from ${moduleAt('function-bundles.ts')};
import { giveOwnEnvironments } from ${moduleAt('function-environment.ts')};
const functions = ${JSON.stringify(functions)};
const provider = { stage: 'dev', environment: { STAGE: 'dev' } };
const serverless = { serviceDir: ${JSON.stringify(folder)}, service: { functions, provider, custom: {} } };
const bundles = await bundleFunctions(serverless, 'local');
giveOwnEnvironments(serverless);
const require = createRequire(import.meta.url);
const answers = Object.values(functions).map(({ name, handler, environment }) => {
  Object.assign(process.env, provider.environment, environment);
  const [file, exported] = handler.split('.');
  return require(join(bundles.folder, file + '.js'))[exported]({}, { functionName: name });
});
console.log(JSON.stringify(await Promise.all(answers)));
await bundles.dispose();
`;

test('functions that run at the same time have the variables of their own', async () => {
  mkdirSync(join(folder, 'src'));
  writeFileSync(
    join(folder, 'src/park.ts'),
    `import { setTimeout } from 'node:timers/promises';
    export const handler = async () => {
      await setTimeout(20);
      const { STAGE, PARK_QUEUE_URL = 'none', AWS_LAMBDA_FUNCTION_NAME } = process.env;
      return [STAGE, PARK_QUEUE_URL, AWS_LAMBDA_FUNCTION_NAME];
    };`,
  );
  const handler = 'src/park.handler';
  const functions = {
    sendMail: { name: 'shop-sendMail', handler, environment: { PARK_QUEUE_URL: 'mails', MOST: 3 } },
    relay: { name: 'shop-relay', handler, environment: { PARK_QUEUE_URL: 'events' } },
    health: { name: 'shop-health', handler },
  };
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    program(functions),
  ]);
  expect(JSON.parse(stdout)).toEqual([
    ['dev', 'mails', 'shop-sendMail'],
    ['dev', 'events', 'shop-relay'],
    ['dev', 'none', 'shop-health'],
  ]);
});
