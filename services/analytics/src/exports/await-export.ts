import type { Clock } from '../ground.ts';
import { ExportFailed, ExportUnknown } from './errors.ts';
import type { Exports } from './exports-store.ts';
import type { Bucket, Sender } from './ports.ts';

/** How long one call waits: API Gateway gives up after thirty seconds. Browsers follow twenty such answers, curl fifty. */
const WAIT_MS = 20_000;
const LOOK_EVERY_MS = 500;
/** An export that did not move for so long has lost its worker. */
const STUCK_MS = 60_000;

type Ports = Readonly<{
  exports: Exports;
  bucket: Pick<Bucket, 'link'>;
  send: Sender;
  now: Clock;
  pause(ms: number): Promise<void>;
}>;

/**
 * Waits for an export, and answers where its file is; undefined while it is not there yet.
 * @throws AppError EXPORT_UNKNOWN, EXPORT_FAILED
 */
export const awaitExport =
  ({ exports, bucket, send, now, pause }: Ports) =>
  async (exportId: string): Promise<string | undefined> => {
    const end = now().getTime() + WAIT_MS;
    let isSent = false;
    do {
      const state = await exports.read(exportId);
      if (state === undefined) throw ExportUnknown();
      if (state.status === 'failed') throw ExportFailed();
      if (state.file !== undefined) return bucket.link(state.file);
      if (!isSent && now().getTime() - state.movedAt > STUCK_MS) {
        await send(exportId);
        isSent = true;
      }
      await pause(LOOK_EVERY_MS);
    } while (now().getTime() < end);
    return undefined;
  };
