import { mkdirSync } from 'node:fs';
import { REGION } from '../local-account.ts';
import type { Emulator, EmulatorOptions } from './emulator.ts';

/** Starts the emulator of SNS, SQS and S3 in this process; all answer at one URL. */
export async function startMessaging({
  port,
  dataDir,
}: Pick<EmulatorOptions, 'port' | 'dataDir'>): Promise<Emulator> {
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  const { startFauxqs } = await importQuietly();
  const server = await startFauxqs({
    port,
    logger: false,
    defaultRegion: REGION,
    ...(dataDir === undefined ? {} : { dataDir }),
  });
  return { url: `http://localhost:${server.port}`, stop: () => server.stop() };
}

/** The emulator loads node:sqlite, which warns that it is experimental; that is no news to who runs a shop. */
async function importQuietly(): Promise<typeof import('fauxqs')> {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = (warning: string | Error, ...rest: never[]) => {
    if (!String(warning).includes('SQLite')) emitWarning(warning, ...rest);
  };
  try {
    return await import('fauxqs');
  } finally {
    process.emitWarning = emitWarning;
  }
}
