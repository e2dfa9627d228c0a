import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../src/texts');

/** The texts as they lie on the disk, since tests have no Vite. */
export const textFiles = Object.fromEntries(
  globSync('*/*.json', { cwd: folder }).map((file) => [
    `./${file}`,
    () => Promise.resolve({ default: JSON.parse(readFileSync(join(folder, file), 'utf8')) as object }),
  ]),
);
