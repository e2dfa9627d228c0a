import { globSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { packagingOptions } from '../dependencies/packaging-options.ts';

/** A function by its service and folder: `orders list-products`. */
export type PackagedFunction = Readonly<{ name: string; service: string; handler: string }>;

/** Every function of the four services. */
export const packagedFunctions = (root: string): PackagedFunction[] =>
  globSync('services/*/src/**/handler.ts', { cwd: root })
    .toSorted()
    .map((handler) => {
      const [, service = ''] = handler.split('/');
      const folder =
        relative(join('services', service, 'src'), dirname(handler))
          .split('/')
          .at(-1) ?? '';
      return { name: `${service} ${folder}`, service, handler };
    });

const options = (root: string, service: string) => ({
  ...packagingOptions(root),
  // The Redis client is packaged only for a stage that has Redis.
  external: ['iovalkey'],
  absWorkingDir: join(root, 'services', service),
  platform: 'node' as const,
  metafile: true as const,
  logLevel: 'error' as const,
});

/** Bundles a function as it is packaged for a stage without Redis. */
export async function bundle(
  root: string,
  { service, handler }: PackagedFunction,
  outfile: string,
  { minify = true }: Pick<BuildOptions, 'minify'> = {},
): Promise<Metafile> {
  const entryPoints = [join(root, handler)];
  const { metafile } = await build({ ...options(root, service), entryPoints, outfile, minify });
  return metafile;
}

/** A packaged function and how many bytes of it each file takes. */
export type Weighed = PackagedFunction & Readonly<{ bytes: number; files: ReadonlyMap<string, number> }>;

/** The functions of a service as they are packaged. */
export type WeighedService = Readonly<{
  functions: readonly Weighed[];
  /** ES modules that something loads late and that stand on other packages: `park.ts loads @aws-sdk/client-sqs/dist-es/index.js`. */
  loadedLate: readonly string[];
}>;

/** Every function of a service, weighed. @param folder where the bundles are put, by the paths below `src`, if anywhere */
export async function weighAll(root: string, service: string, folder?: string): Promise<WeighedService> {
  const functions = packagedFunctions(root).filter((one) => one.service === service);
  const { metafile } = await build({
    ...options(root, service),
    entryPoints: functions.map(({ handler }) => join(root, handler)),
    outbase: 'src',
    outdir: folder ?? 'dist',
    write: folder !== undefined,
  });
  const outputs = new Map(
    Object.values(metafile.outputs).map((output) => [
      join('services', service, output.entryPoint ?? ''),
      output,
    ]),
  );
  const weighed = functions.map((one) => {
    const output = outputs.get(one.handler);
    if (output === undefined) throw new Error(`${one.handler} was not bundled`);
    return { ...one, bytes: output.bytes, files: carriedFiles(output) };
  });
  return { functions: weighed, loadedLate: loadedLate(metafile) };
}

function loadedLate({ inputs }: Metafile): string[] {
  /** The files that one stands on, and itself. */
  const withAllBelow = (file: string, seen = new Set<string>()): ReadonlySet<string> => {
    seen.add(file);
    for (const { path } of inputs[file]?.imports ?? [])
      if (path in inputs && !seen.has(path)) withAllBelow(path, seen);
    return seen;
  };
  return Object.entries(inputs).flatMap(([file, { imports }]) =>
    imports
      .filter(({ kind, path }) => kind === 'dynamic-import' && inputs[path]?.format === 'esm')
      .filter(({ path }) => new Set([...withAllBelow(path)].map(ownerOf)).size > 1)
      .map(({ path }) => `${shortName(file)} loads ${shortName(path)}`),
  );
}

/** Whose a file of a bundle is: a package's, one of ours, or the service's own. */
export function ownerOf(file: string): string {
  const installed = [...file.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)\//g)].at(-1)?.[1];
  if (installed !== undefined) return installed;
  const ours = /packages\/([^/]+)\//.exec(file)?.[1];
  return ours === undefined ? "the service's own" : `@cartless/${ours}`;
}

/** A file's name within its package. */
export const shortName = (file: string): string =>
  file.replace(/^.*node_modules\//, '').replace(/^(?:\.\.\/)+/, '');

type Output = Metafile['outputs'][string];

/** How many bytes of a bundle each of its files takes. */
export const bytesByFile = ({ outputs }: Metafile): Map<string, number> =>
  new Map(Object.values(outputs).flatMap((output) => [...carriedFiles(output)]));

const carriedFiles = ({ inputs }: Output): Map<string, number> =>
  new Map(
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([file, { bytesInOutput }]) => [file, bytesInOutput]),
  );

/** The shortest way from the function to a file, each file imported by the one before it. */
export function wayTo({ inputs, outputs }: Metafile, wanted: string): string[] {
  const entry = Object.values(outputs).find(({ entryPoint }) => entryPoint !== undefined)?.entryPoint ?? '';
  const before = new Map<string, string | undefined>([[entry, undefined]]);
  for (const file of before.keys()) {
    if (file === wanted) break;
    for (const { path, external } of inputs[file]?.imports ?? [])
      if (external !== true && !before.has(path)) before.set(path, file);
  }
  const way: string[] = [];
  for (let at: string | undefined = wanted; at !== undefined && before.has(at); at = before.get(at))
    way.unshift(at);
  return way;
}
