import { globSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '@jest/types';
import chromium from '@sparticuz/chromium';
import { startDynamodb } from '../packages/local-aws/src/emulators/dynamodb.ts';
import { startMessaging } from '../packages/local-aws/src/emulators/messaging.ts';
import { startParameterStore } from '../packages/local-aws/src/emulators/parameter-store.ts';
import { freePort } from './free-port.ts';

type Stop = () => Promise<void>;
declare global {
  var stopEmulators: Stop | undefined;
  var temporaryFolder: string | undefined;
}

/** Whether a file that needs emulators is among those that run: it is called so. */
function needsEmulators(config: Config.GlobalConfig | undefined): boolean {
  if (process.env['EMULATORS'] === 'none') return false;
  if (config?.testPathPatterns.isSet() !== true) return true;
  const { rootDir, testPathPatterns } = config;
  const asked = testPathPatterns.toExecutor({ rootDir });
  return globSync('{packages,services,scripts,test}/**/*.{integration,e2e}.test.ts', {
    cwd: rootDir,
    exclude: ['**/node_modules'],
  }).some((file) => asked.isMatch(join(rootDir, file)));
}

/**
 * Gives the run a temporary folder of its own, so that nothing is left of what tests and their processes put there. When a file runs that is
 * called an integration or end-to-end test, it starts the emulators that all of them share, on free ports, and tells the SDK where they are.
 * `EMULATORS=none` starts none. Who runs no tests, and has no configuration, gets them.
 */
export default async function globalSetup(config?: Config.GlobalConfig): Promise<void> {
  globalThis.temporaryFolder = mkdtempSync(join(tmpdir(), 'cartless-tests-'));
  Object.assign(process.env, {
    TMPDIR: globalThis.temporaryFolder,
    TEMP: globalThis.temporaryFolder,
    TMP: globalThis.temporaryFolder,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    POWERTOOLS_LOG_LEVEL: process.env['POWERTOOLS_LOG_LEVEL'] ?? 'SILENT',
    // Shops and commands are started again and again; what Node compiled for one is there for the next.
    EXPANDED_SERVICES: join(globalThis.temporaryFolder, 'services.json'),
    NODE_COMPILE_CACHE: join(globalThis.temporaryFolder, 'compiled'),
  });
  if (!needsEmulators(config)) return;
  const [dynamodb, messaging, parameters] = await Promise.all([
    startDynamodb({ port: await freePort(), log: () => undefined }),
    startMessaging({ port: await freePort() }),
    startParameterStore({ port: 0, log: () => undefined }),
    // Unpacked before two files of tests do it at once, and one of them runs what the other still writes.
    chromium.executablePath(),
  ]);
  globalThis.stopEmulators = async () => {
    await Promise.all([dynamodb.stop(), messaging.stop(), parameters.stop()]);
  };
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.url,
    AWS_ENDPOINT_URL_S3: messaging.url,
    AWS_ENDPOINT_URL_SNS: messaging.url,
    AWS_ENDPOINT_URL_SQS: messaging.url,
    AWS_ENDPOINT_URL_SSM: parameters.url,
  });
}
