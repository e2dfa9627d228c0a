import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';

/** Files by their path within the project. */
export type Files = Readonly<Record<string, string>>;

/**
 * Writes new files in house style.
 * @returns their paths
 * @throws Error when one of them is there already; then none is written
 */
export async function writeFiles(root: string, files: Files): Promise<string[]> {
  const taken = Object.keys(files).find((path) => existsSync(join(root, path)));
  if (taken !== undefined) throw new Error(`${taken} is there already`);
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
  }
  return Object.keys(files);
}
