import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { parse } from 'yaml';

/** The options of services/common.yml that esbuild itself takes, with which every function is packaged. */
export function packagingOptions(root: string): BuildOptions {
  const { esbuild } = parse(readFileSync(join(root, 'services/common.yml'), 'utf8')) as { esbuild: object };
  const { exclude: _, ...options } = esbuild as BuildOptions & { exclude?: unknown };
  return options;
}
