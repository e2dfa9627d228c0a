import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A service of its own for one test: files by path, in a new folder. @returns the folder */
export function scratchService(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'service-'));
  for (const [path, text] of Object.entries({ 'package.json': '{"type":"module"}', ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

export const SETTINGS = {
  owner: { app: 'shop', service: 'orders' },
  timeout: 10,
  tracing: false,
  secrets: { names: ['api-key'], known: ['api-key', 'redis-url'] },
};
