import { mkdirSync } from 'node:fs';
import { startFauxqs } from 'fauxqs';
import { REGION } from '../local-account.ts';
import type { Emulator, EmulatorOptions } from './emulator.ts';

/** Starts the SNS and SQS emulator in this process; both answer at one URL. */
export async function startMessaging({ port, dataDir }: EmulatorOptions): Promise<Emulator> {
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  const server = await startFauxqs({
    port,
    logger: false,
    defaultRegion: REGION,
    ...(dataDir === undefined ? {} : { dataDir }),
  });
  return { url: `http://localhost:${server.port}`, stop: () => server.stop() };
}
