import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Item, Key } from '@cartless/aggregate';
import type { LoggedChange } from '@cartless/aggregate/restoring';

const SUMMARY = 'manifest-summary.json';

type Image = Record<string, AttributeValue>;

/** A line of a full export, or of an incremental one. */
type Line = Readonly<{
  Item?: Image;
  Metadata?: Readonly<{ WriteTimestampMicros: Readonly<{ N: string }> }>;
  Keys?: Image;
  OldImage?: Image;
  NewImage?: Image;
}>;

/**
 * The items in the files of a full export, wherever beneath a folder they lie.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html
 */
export async function* exportedItems(folder: string): AsyncGenerator<Item> {
  for await (const { Item: item } of linesOf(folder)) if (item !== undefined) yield unmarshall(item);
}

/** The changes in the files of incremental exports; one change an item and export, from its first image to its last. */
export async function* exportedChanges(folder: string): AsyncGenerator<LoggedChange> {
  for await (const { Metadata, Keys, OldImage, NewImage } of linesOf(folder)) {
    if (Keys === undefined) continue;
    // The numbers of a stream are longer, so what a stream tells counts as later.
    const micros = BigInt(Metadata?.WriteTimestampMicros.N ?? 0);
    yield {
      key: unmarshall(Keys) as Key,
      at: new Date(Number(micros / 1000n)).toISOString(),
      order: micros,
      before: OldImage && unmarshall(OldImage),
      after: NewImage && unmarshall(NewImage),
    };
  }
}

/** Of when a full export is, as its summary says; undefined where there is none. */
export async function exportedAt(folder: string): Promise<string | undefined> {
  const files = await readdir(folder, { recursive: true }).catch((): string[] => []);
  const summary = files.find((name) => name.endsWith(SUMMARY));
  if (summary === undefined) return undefined;
  return (JSON.parse(await readFile(join(folder, summary), 'utf8')) as { exportTime?: string }).exportTime;
}

/** Writes items as a full export has them. @returns how many */
export async function writeExport(items: AsyncIterable<Item>, folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  const exportTime = new Date().toISOString();
  let count = 0;
  const lines = async function* () {
    for await (const item of items) {
      count += 1;
      yield `${JSON.stringify({ Item: marshall(item) })}\n`;
    }
  };
  await pipeline(lines, createGzip(), createWriteStream(join(folder, 'items.json.gz')));
  await writeFile(join(folder, SUMMARY), JSON.stringify({ exportType: 'FULL_EXPORT', exportTime }));
  return count;
}

async function* linesOf(folder: string): AsyncGenerator<Line> {
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.json.gz'));
  if (files.length === 0) throw new Error(`There is no file of an export (*.json.gz) in ${folder}.`);
  for (const file of files) {
    const lines = createInterface({
      input: createReadStream(join(folder, file)).pipe(createGunzip()),
      crlfDelay: Infinity,
    });
    for await (const line of lines) if (line !== '') yield JSON.parse(line) as Line;
  }
}
