import type { OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild';
import { readFileSync } from 'node:fs';
import { dirname, extname, join, sep } from 'node:path';

/** Namespace of the modules that stand in bundles for a package. */
export const SHARED_NAMESPACE = 'shared-dependency';

const RESOLVING = Symbol('resolving');

/**
 * Leaves packages from node_modules out of the bundles: each bundle requires the file that esbuild would have bundled,
 * so a package is loaded once for all functions. Linking the AWS SDK into every bundle made a saved file take seconds
 * to become live, and cost several hundred megabytes per service. The project's own packages are bundled as ever.
 */
export function sharedDependencies(): Plugin {
  return {
    name: SHARED_NAMESPACE,
    setup(build) {
      build.onResolve({ filter: /./, namespace: SHARED_NAMESPACE }, ({ path }) => ({ path, external: true }));
      build.onResolve({ filter: /^[^./]/ }, (args) => resolvePackage(args, build));
      build.onLoad({ filter: /./, namespace: SHARED_NAMESPACE }, ({ path }) => ({ contents: standIn(path) }));
    },
  };
}

async function resolvePackage(args: OnResolveArgs, build: PluginBuild): Promise<OnResolveResult | undefined> {
  const { path, importer, kind, resolveDir } = args;
  if (args.pluginData === RESOLVING) return undefined;
  if (Object.keys(args.with).length > 0) return undefined;
  const found = await build.resolve(path, { importer, kind, resolveDir, pluginData: RESOLVING });
  const isPackage = found.path.includes(`${sep}node_modules${sep}`) && !found.external;
  if (found.errors.length > 0 || !isPackage || !/^\.[cm]?js$/.test(extname(found.path))) return undefined;
  return { path: found.path, namespace: SHARED_NAMESPACE };
}

/* An ES module stands for an ES module and a CommonJS one for the other, so that default imports mean the same. */
function standIn(file: string): string {
  const name = JSON.stringify(file);
  return isEsModule(file)
    ? `export * from ${name}; export { default } from ${name};`
    : `module.exports = require(${name});`;
}

function isEsModule(file: string): boolean {
  if (extname(file) !== '.js') return extname(file) === '.mjs';
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const type = packageType(join(folder, 'package.json'));
    if (type !== undefined) return type === 'module';
  }
  return false;
}

/** @returns undefined where there is no package.json. */
function packageType(file: string): string | undefined {
  try {
    const { type = 'commonjs' } = JSON.parse(readFileSync(file, 'utf8')) as { type?: string };
    return type;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
