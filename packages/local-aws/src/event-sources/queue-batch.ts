import { MAX_BATCH_BYTES } from './event-source.ts';
import { pause } from './pause.ts';
import type { QueueRecord } from './queue-event.ts';

/** One long poll, as long as SQS allows: a queue that nothing comes to is asked three times a minute. */
const POLL_SECONDS = 20;

export interface BatchLimits {
  readonly batchSize: number;
  readonly batchWindowSeconds: number;
}

/** The messages of one batch, and the error that ended it early, if one did. */
export interface CollectedBatch {
  readonly records: readonly QueueRecord[];
  readonly error?: unknown;
}

/**
 * Waits for messages and collects them as Lambda does: without a window what one call returns; with one, until the
 * batch is full, close to 6 MB, or the window has passed since its first message.
 *
 * @param signal ends the wait at once
 */
export async function collectBatch(
  receive: (count: number, waitSeconds: number, signal: AbortSignal) => Promise<readonly QueueRecord[]>,
  limits: BatchLimits,
  signal: AbortSignal,
): Promise<CollectedBatch> {
  const records: QueueRecord[] = [];
  try {
    records.push(...(await receive(limits.batchSize, POLL_SECONDS, signal)));
    if (records.length === 0 || limits.batchWindowSeconds === 0) return { records };
    const windowEnd = Date.now() + limits.batchWindowSeconds * 1000;
    while (records.length < limits.batchSize && sizeOf(records) < MAX_BATCH_BYTES && !signal.aborted) {
      const secondsLeft = (windowEnd - Date.now()) / 1000;
      // SQS waits whole seconds only; the last fraction of the window is slept through.
      if (secondsLeft < 1) await pause(Math.max(0, secondsLeft * 1000), signal);
      const wait = Math.min(POLL_SECONDS, Math.max(0, Math.floor(secondsLeft)));
      const more = await receive(limits.batchSize - records.length, wait, signal);
      records.push(...more);
      if (more.length === 0 && Date.now() >= windowEnd) break;
    }
    return { records };
  } catch (error) {
    return signal.aborted ? { records } : { records, error };
  }
}

/** Cuts a batch into parts that each fit into one invocation, in order. */
export function fitInvocations(records: readonly QueueRecord[]): readonly (readonly QueueRecord[])[] {
  const parts: QueueRecord[][] = [];
  let room = 0;
  for (const record of records) {
    const size = sizeOf([record]);
    const last = parts.at(-1);
    if (last === undefined || size > room) {
      parts.push([record]);
      room = MAX_BATCH_BYTES - size;
    } else {
      last.push(record);
      room -= size;
    }
  }
  return parts;
}

const sizeOf = (records: readonly QueueRecord[]): number =>
  records.reduce((bytes, record) => bytes + Buffer.byteLength(JSON.stringify(record)), 0);
