import { fixReport, type ReportParts } from '../files/report-parts.ts';
import type { ReportQuery } from '../files/report-query.ts';
import type { FileFormat } from '../files/table.ts';
import type { Clock } from '../ground.ts';
import { exportIdOf } from './export-state.ts';
import type { Exports } from './exports-store.ts';
import type { Sender } from './ports.ts';

/** What one answer can hold and one call can wait for. Answers of functions have 6 MB, and bytes take a third more there. */
const AT_ONCE = { rows: 2000, ms: 8000 };
const MOST_BYTES = 4_000_000;

type Ports = Readonly<{
  exports: Exports;
  parts: ReportParts;
  format: FileFormat;
  currency: string;
  send: Sender;
  now: Clock;
}>;

/** A file, or the export that will be one. */
export type Begun = Readonly<{ name: string; bytes: Buffer } | { exportId: string }>;

/** Answers a report as a file when it is short; begins to write it when it is not. */
export const beginExport =
  ({ exports, parts, format, currency, send, now }: Ports) =>
  async (asked: ReportQuery, bom = false): Promise<Begun> => {
    const { query, name, zone } = fixReport(asked, now());
    const { columns, rows, next } = await parts(query, undefined, AT_ONCE);
    if (next === null) {
      const pieces: Uint8Array[] = [];
      const table = { title: query.report, columns, rows, currency, zone, bom };
      for await (const piece of format.write(table)) pieces.push(piece);
      const bytes = Buffer.concat(pieces);
      if (bytes.length <= MOST_BYTES) return { name: `${name}.${format.name}`, bytes };
    }
    const job = { query, name, zone, format: format.name, bom };
    const exportId = exportIdOf(job, now());
    // Who asks for the file sends it on its way again if this message does not arrive.
    if (await exports.begin({ ...job, exportId })) await send(exportId);
    return { exportId };
  };
