import { cpSync, globSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const COPIED = ['packages', 'scripts', 'services', 'test', ...globSync('*.{json,yml,yaml}', { cwd: ROOT })];
/** What is made, and what is large and never deployed. */
const LEFT_OUT = new Set(['.esbuild', '.offline', '.serverless', 'dist']);

/**
 * Copies the project, so that what the proof writes into it (stages, changed services, planted faults) is not in the checkout.
 * Installed packages are shared with it; those of the workspace are the copy's own.
 */
export function copyProject(to: string): string {
  rmSync(to, { recursive: true, force: true });
  for (const path of COPIED) {
    cpSync(join(ROOT, path), join(to, path), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => !LEFT_OUT.has(basename(file)),
    });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(to, 'node_modules'));
  return to;
}
