import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { packagingOptions } from './packaging-options.ts';

/** A package of which a service carries at least a line. */
export type BundledPackage = Readonly<{
  name: string;
  version: string;
  /** What its package.json says; undefined when it says nothing. */
  licence: string | undefined;
  /** Where it is installed. */
  folder: string;
  /** The functions that carry it, by the names of their folders. */
  functions: readonly string[];
  /** The folders of the packages that it imports. */
  imports: readonly string[];
}>;

/**
 * What is really in the bundles of a service: every handler is bundled as it is packaged, with the client of Redis, and
 * what was shaken off whole is left out.
 */
export async function bundledPackages(root: string, service: string): Promise<BundledPackage[]> {
  const serviceDir = join(root, 'services', service);
  const handlers = globSync('src/**/handler.ts', { cwd: serviceDir }).toSorted();
  const { metafile } = await build({
    ...packagingOptions(root),
    entryPoints: handlers,
    absWorkingDir: serviceDir,
    outdir: 'dist',
    outbase: '.',
    platform: 'node',
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  const carriers = new Map<string, Set<string>>();
  for (const { entryPoint, inputs } of Object.values(metafile.outputs)) {
    for (const folder of foldersIn(inputs, serviceDir)) {
      const functions = carriers.get(folder) ?? new Set();
      carriers.set(folder, functions.add(basename(dirname(entryPoint ?? ''))));
    }
  }
  const edges = importsBetween(metafile, serviceDir);
  const all = [...carriers].map(([folder, functions]) => ({
    ...described(folder),
    folder,
    functions: [...functions],
    imports: [...(edges.get(folder) ?? [])].filter((other) => other !== folder && carriers.has(other)),
  }));
  return all.toSorted((a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version));
}

const foldersIn = (inputs: Metafile['outputs'][string]['inputs'], serviceDir: string): Set<string> =>
  new Set(
    Object.entries(inputs)
      .filter(([file, { bytesInOutput }]) => bytesInOutput > 0 && file.includes('node_modules/'))
      .map(([file]) => packageFolder(join(serviceDir, file))),
  );

/** Which package imports which, by their folders. */
function importsBetween({ inputs }: Metafile, serviceDir: string): Map<string, Set<string>> {
  const edges = new Map<string, Set<string>>();
  for (const [file, { imports }] of Object.entries(inputs)) {
    if (!file.includes('node_modules/')) continue;
    const from = packageFolder(join(serviceDir, file));
    const to = imports.filter(({ path }) => path.includes('node_modules/'));
    const known = edges.get(from) ?? new Set();
    edges.set(from, new Set([...known, ...to.map(({ path }) => packageFolder(join(serviceDir, path)))]));
  }
  return edges;
}

/** The folder of the package that a file belongs to: `…/node_modules/@scope/name`. */
function packageFolder(file: string): string {
  const [, folder] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
  if (folder === undefined || !existsSync(join(folder, 'package.json')))
    throw new Error(`${file} is bundled and belongs to no package`);
  return folder;
}

type Manifest = Readonly<{ name: string; version: string; license?: string | Readonly<{ type?: string }> }>;

/** Name, version and licence as a package's own package.json says them. */
export function described(folder: string): { name: string; version: string; licence: string | undefined } {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Manifest;
  return { name, version, licence: typeof license === 'object' ? license.type : license };
}
