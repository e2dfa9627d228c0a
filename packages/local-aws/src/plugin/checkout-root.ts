import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Finds the root of the checkout that a folder lies in: the folder with `pnpm-workspace.yaml`.
 *
 * @throws Error when no folder above has one.
 */
export function checkoutRoot(folder: string): string {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(join(current, 'pnpm-workspace.yaml'))) return current;
    if (current === dirname(current))
      throw new Error(`${folder} is not inside a checkout (no pnpm-workspace.yaml above it)`);
  }
}
