import { randomUUID } from 'node:crypto';
import type { Bounds, ReportParts } from '../files/report-parts.ts';
import type { Cell, Column, FileFormat } from '../files/table.ts';
import type { Clock } from '../ground.ts';
import { pack, unpack } from '../packed.ts';
import type { ExportState } from './export-state.ts';
import type { Exports } from './exports-store.ts';
import type { Bucket, Sender } from './ports.ts';

/** The rows of a part, in the bucket. */
type Kept = Readonly<{ columns: readonly Column[]; rows: readonly (readonly Cell[])[] }>;

/** Rows that are gathered before it is noted how far they reach. */
const PART: Bounds = { rows: 5000, ms: 15_000 };
/** After which a worker leaves the rest to another; and how much of that it needs to have left to begin the file itself. */
const RUN_MS = 240_000;
const ENOUGH_MS = 180_000;
const MOST_FAILURES = 3;
/** The file is told to move on this often while it is written. */
const MOVES_EVERY_MS = 10_000;

type Ports = Readonly<{
  exports: Exports;
  bucket: Bucket;
  parts: ReportParts;
  formats: readonly FileFormat[];
  currency: string;
  send: Sender;
  now: Clock;
}>;

/**
 * Gets on with an export: gathers its rows, part by part, and when all are there writes the file from them. How far it is is noted
 * after each part, on condition that nobody else got on with it, so it goes on where a worker died and two at once spoil
 * nothing: whoever finds that the other was first stops. What does not fit into one run is asked for by another message.
 */
export const writeExport =
  (ports: Ports) =>
  async (exportId: string): Promise<void> => {
    const found = await ports.exports.read(exportId);
    if (found === undefined || found.status !== 'writing') return;
    try {
      await getOn(ports, found);
    } catch (error) {
      const latest = (await ports.exports.read(exportId)) ?? found;
      const failures = latest.failures + 1;
      await ports.exports.move(latest, { failures, ...(failures >= MOST_FAILURES && { status: 'failed' }) });
      throw error;
    }
  };

async function getOn(ports: Ports, found: ExportState): Promise<void> {
  const end = ports.now().getTime() + RUN_MS;
  let state: ExportState | undefined = found;
  while (state !== undefined && state.next !== null) {
    if (ports.now().getTime() >= end) return ports.send(state.exportId);
    state = await gather(ports, state);
  }
  if (state === undefined) return;
  if (end - ports.now().getTime() < ENOUGH_MS) return ports.send(state.exportId);
  await writeFile(ports, state);
}

/** @returns undefined when somebody else was first */
async function gather(
  { exports, bucket, parts }: Ports,
  state: ExportState,
): Promise<ExportState | undefined> {
  const { columns, rows, next } = await parts(state.query, state.next ?? undefined, PART);
  const isEmpty = rows.length === 0 && (next !== null || state.parts.length > 0);
  if (isEmpty) return exports.move(state, { next });
  const key = `${state.exportId}/rows/${randomUUID()}`;
  await bucket.put(key, pack({ columns, rows } satisfies Kept));
  return exports.move(state, { parts: [...state.parts, key], next });
}

async function writeFile(ports: Ports, state: ExportState): Promise<void> {
  const { exports, bucket, formats, currency } = ports;
  const format = formats.find(({ name }) => name === state.format);
  if (format === undefined) throw new Error(`there is no format ${state.format}`);
  const [first] = state.parts;
  const { columns } = await partOf(bucket, first ?? '');
  const table = {
    title: state.query.report,
    columns,
    rows: rowsOf(bucket, state.parts),
    currency,
    zone: state.zone,
    bom: state.bom,
  };
  const file = {
    key: `${state.exportId}/${randomUUID()}`,
    name: `${state.name}.${format.name}`,
    contentType: format.contentType,
  };
  const told = { state: state as ExportState | undefined };
  await bucket.upload(file, telling(ports, told, format.write(table)));
  if (told.state !== undefined) await exports.move(told.state, { status: 'ready', file: file.key });
}

/** Passes bytes on, and says now and then that they still come, so that nobody begins anew. */
async function* telling(
  { exports, now }: Ports,
  told: { state: ExportState | undefined },
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for await (const some of bytes) {
    if (told.state !== undefined && now().getTime() - told.state.movedAt > MOVES_EVERY_MS)
      told.state = await exports.move(told.state, {});
    yield some;
  }
}

async function* rowsOf(bucket: Bucket, keys: readonly string[]): AsyncGenerator<readonly Cell[]> {
  for (const key of keys) yield* (await partOf(bucket, key)).rows;
}

const partOf = async (bucket: Bucket, key: string): Promise<Kept> => unpack<Kept>(await bucket.get(key));
