import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICES } from '@cartless/domain';
import { eventFile, eventTest, nextVersion } from './event-files.ts';
import { oneOf, wordsOf } from './names.ts';
import { writeFiles } from './write-files.ts';

const FOLDER = 'packages/domain/src/events';

/**
 * Writes the contract of an event, a test that fails until somebody says what the event tells, and the line of the
 * producer's list. A later version begins as the one before it.
 *
 * @param asked `orders/order-paused`, or `orders/order-placed.v2`
 * @returns the paths of the files that were written or changed
 * @throws Error saying what is wrong with the request, or what is there already
 */
export async function newEvent(root: string, asked: string): Promise<string[]> {
  const [, producer = '', name = '', version = '1'] =
    /^([^/]*)\/([^/]*?)(?:\.v([1-9]\d?))?$/.exec(asked) ?? [];
  if (name === '') throw new Error(`"${asked}" is no event; write it like orders/order-paused`);
  const event = {
    producer: oneOf(producer, 'producer', SERVICES),
    name: wordsOf(name, 'an event', 'order-paused: whom it happened to, and what'),
    version: Number(version),
  };
  const folder = join(FOLDER, event.producer);
  const fileOf = (number: number) => join(folder, `${fileName(event.name, number)}.ts`);
  const before = event.version === 1 ? undefined : fileOf(event.version - 1);
  if (before !== undefined && !existsSync(join(root, before))) {
    throw new Error(`There is no ${before}, which version ${event.version} would follow`);
  }
  if (event.version === 1 && existsSync(join(root, fileOf(1)))) {
    throw new Error(`${fileOf(1)} is there already; a change that breaks it is ${producer}/${name}.v2`);
  }
  const text =
    before === undefined ? eventFile(event) : nextVersion(readFileSync(join(root, before), 'utf8'), event);
  const written = await writeFiles(root, {
    [fileOf(event.version)]: text,
    [fileOf(event.version).replace(/ts$/, 'test.ts')]: eventTest(event, fileName(event.name, event.version)),
  });
  return [...written, list(root, folder, `export * from './${fileName(event.name, event.version)}.ts';`)];
}

const fileName = (name: string, version: number): string => (version === 1 ? name : `${name}-v${version}`);

/** Adds a line to the list of a producer's events, which is in the order of the alphabet. */
function list(root: string, folder: string, line: string): string {
  const path = join(folder, 'index.ts');
  const lines = readFileSync(join(root, path), 'utf8').trim().split('\n');
  writeFileSync(join(root, path), `${[...lines, line].toSorted().join('\n')}\n`);
  return path;
}
