import { createHash } from 'node:crypto';
import type { FileFormat } from '../files/table.ts';
import type { FixedReport } from '../files/report-parts.ts';

/** What is to be written. */
export type ExportJob = FixedReport &
  Readonly<{ exportId: string; format: FileFormat['name']; bom: boolean }>;

/** How far an export is. */
export type ExportState = ExportJob &
  Readonly<{
    status: 'writing' | 'ready' | 'failed';
    /** The rows that are there already: their objects in the bucket, in order. */
    parts: readonly string[];
    /** Where the next rows begin; absent at first, null when all are there. */
    next?: string | null;
    /** The file, when it is ready. */
    file?: string;
    /** When somebody last got on with it, in milliseconds. */
    movedAt: number;
    /** How often a worker gave up. */
    failures: number;
    version: number;
  }>;

/** For how long the same question is the same export. */
const SAME_MS = 60_000;

/** The id follows from what is asked and when, so a call that is repeated finds the export that it began. */
export function exportIdOf(what: Omit<ExportJob, 'exportId'>, now: Date): string {
  const question = JSON.stringify([what, Math.floor(now.getTime() / SAME_MS)]);
  return `exp_${createHash('sha256').update(question).digest('hex').slice(0, 24)}`;
}
