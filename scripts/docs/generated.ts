import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a generator made: texts by path relative to the project, and what is wrong with its sources. */
export type Generated = Readonly<{ files: ReadonlyMap<string, string>; problems: readonly string[] }>;

type Files = Generated['files'];

/** Which of the texts are not what is on disk. */
export const staleFiles = (root: string, files: Files): Files =>
  new Map([...files].filter(([path, text]) => !isOnDisk(join(root, path), text)));

export function writeFiles(root: string, files: Files): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const isOnDisk = (path: string, text: string): boolean =>
  existsSync(path) && readFileSync(path, 'utf8') === text;
