import { context } from 'esbuild';
import type { BuildContext, BuildOptions, OutputFile } from 'esbuild';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { ENVIRONMENT_FOOTER } from './function-environment.ts';
import type { FunctionDefinition, Serverless } from './serverless-api.ts';
import { SHARED_NAMESPACE, sharedDependencies } from './shared-dependencies.ts';

const SOURCE_EXTENSIONS = ['.ts', '.mts', '.js', '.mjs', '.cjs'];

/*
 * Options of custom.esbuild that are esbuild's own and matter to what the project's code does. Which build of a package
 * is taken (mainFields, alias) is about the weight of a deployment; here packages are required as Node resolves them.
 */
const SHARED_OPTIONS = [
  'banner',
  'conditions',
  'define',
  'external',
  'format',
  'inject',
  'keepNames',
  'loader',
  'platform',
  'target',
  'treeShaking',
  'tsconfig',
] as const satisfies readonly (keyof BuildOptions)[];

/** The bundles of a service's functions, built once and again after each change. */
export interface FunctionBundles {
  /** Folder that the handlers are loaded from. */
  readonly folder: string;
  /** Source files that went into the last good build. */
  inputs(): readonly string[];
  /** Builds again and forgets what was loaded from changed bundles. @returns how many bundles changed. */
  rebuild(): Promise<number>;
  dispose(): Promise<void>;
}

/**
 * Bundles every function of a service in one pass, with the options that its packages are built with, but unminified
 * and with the dependencies shared.
 *
 * @param run names the folder for the bundles, so that a shop and its tests can run from one checkout at a time.
 * @throws Error with esbuild's messages when the first build fails.
 */
export async function bundleFunctions(
  { serviceDir, service }: Serverless,
  run: string,
): Promise<FunctionBundles> {
  // Not in .esbuild, which packaging empties.
  const folder = join(serviceDir, '.offline', run);
  await rm(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // The service's own package.json says "module", and the bundles are CommonJS.
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}\n');
  const entryPoints = Object.entries(service.functions).map(([key, f]) => entryPoint(serviceDir, key, f));
  const build = await context({
    target: 'node24',
    ...sharedOptions(service.custom?.esbuild ?? {}),
    absWorkingDir: serviceDir,
    bundle: true,
    entryPoints: [...new Set(entryPoints)],
    footer: { js: ENVIRONMENT_FOOTER },
    logLevel: 'silent',
    metafile: true,
    outbase: serviceDir,
    outdir: folder,
    platform: 'node',
    plugins: [sharedDependencies()],
    sourcemap: true,
    sourcesContent: false,
    write: false,
  });
  const bundles = new Bundles(serviceDir, folder, build);
  try {
    await bundles.rebuild();
  } catch (error) {
    await bundles.dispose();
    throw error;
  }
  return bundles;
}

class Bundles implements FunctionBundles {
  readonly folder: string;
  readonly #serviceDir: string;
  readonly #build: BuildContext<{ metafile: true; write: false }>;
  readonly #hashes = new Map<string, string>();
  #inputs: readonly string[] = [];

  constructor(
    serviceDir: string,
    folder: string,
    build: BuildContext<BuildOptions & { metafile: true; write: false }>,
  ) {
    this.folder = folder;
    this.#serviceDir = serviceDir;
    this.#build = build;
  }

  inputs(): readonly string[] {
    return this.#inputs;
  }

  async rebuild(): Promise<number> {
    const { metafile, outputFiles } = await this.#build.rebuild();
    const files = Object.keys(metafile.inputs).filter((name) => !name.startsWith(`${SHARED_NAMESPACE}:`));
    this.#inputs = files.map((file) => resolve(this.#serviceDir, file));
    const changed = outputFiles.filter((file) => this.#hashes.get(file.path) !== file.hash);
    for (const file of changed) this.#write(file);
    return changed.filter(({ path }) => !path.endsWith('.map')).length;
  }

  dispose(): Promise<void> {
    return this.#build.dispose();
  }

  #write(file: OutputFile): void {
    mkdirSync(dirname(file.path), { recursive: true });
    writeFileSync(file.path, file.contents);
    this.#hashes.set(file.path, file.hash);
    // serverless-offline loads handlers with require(); without the entry the next invocation reads the new file.
    delete createRequire(import.meta.url).cache[file.path];
  }
}

function sharedOptions(settings: Readonly<Record<string, unknown>>): BuildOptions {
  const present = SHARED_OPTIONS.filter((name) => settings[name] !== undefined);
  return Object.fromEntries(present.map((name) => [name, settings[name]]));
}

function entryPoint(serviceDir: string, key: string, { handler }: FunctionDefinition): string {
  const stem = handler.slice(0, handler.lastIndexOf('.'));
  const extension = SOURCE_EXTENSIONS.find((candidate) => existsSync(join(serviceDir, stem + candidate)));
  if (extension !== undefined) return relative(serviceDir, join(serviceDir, stem + extension));
  throw new Error(`functions.${key}.handler is ${handler}, and there is no ${stem}.ts in ${serviceDir}`);
}
