import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/**
 * Gives the run a temporary folder of its own, so that nothing is left of what tests and their processes put there. Starts the emulators that all integration tests share, on free ports, and tells the SDK where they are. Whoever runs a file that
 * needs none says `EMULATORS=none`.
 */
export default async function globalSetup(): Promise<void> {
  globalThis.temporaryFolder = mkdtempSync(join(tmpdir(), 'cartless-tests-'));
  Object.assign(process.env, {
    TMPDIR: globalThis.temporaryFolder,
    TEMP: globalThis.temporaryFolder,
    TMP: globalThis.temporaryFolder,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    POWERTOOLS_LOG_LEVEL: process.env['POWERTOOLS_LOG_LEVEL'] ?? 'SILENT',
  });
  if (process.env['EMULATORS'] === 'none') return;
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
