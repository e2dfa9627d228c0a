import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import plugins from '@cartless/infrastructure/esbuild-plugins';
import type { BuildOptions } from 'esbuild';
import { parse } from 'yaml';

/** The options of services/common.yml that esbuild itself takes, with which every function is packaged. */
export function packagingOptions(root: string): BuildOptions {
  const { esbuild } = parse(readFileSync(join(root, 'services/common.yml'), 'utf8')) as { esbuild: object };
  // The path of the plugins is for serverless-esbuild, and so is what it leaves out.
  const {
    exclude: _,
    plugins: __,
    skipBuild: ___,
    skipRebuild: ____,
    ...options
  } = esbuild as BuildOptions & { exclude?: unknown; skipBuild?: unknown; skipRebuild?: unknown };
  return { ...options, plugins };
}
