import { type FSWatcher, watch } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Child, startChild } from '../emulators/child-process.ts';
import { siteFolder } from './site-files.ts';

type Options = Readonly<{ root: string; log: (line: string) => void }>;

/** What the site is made of. */
const PARTS = ['packages/storefront', 'packages/api-client/src', 'packages/domain/src', 'packages/html'];
const MADE = /(^|\/)(dist(-new-\d+(-old)?)?|node_modules)(\/|$)/;
/** Editors write a file in several steps. */
const SETTLED_MS = 50;

/**
 * Keeps the built storefront as its sources are: builds it when they are newer than what was built, and again whenever one is
 * saved. Between builds nothing runs.
 */
export class SiteBuilder {
  readonly #options: Options;
  readonly #watchers: readonly FSWatcher[];
  #build: Child | undefined;
  #timer: NodeJS.Timeout | undefined;
  #again = false;
  #stopping = false;

  constructor(options: Options) {
    this.#options = options;
    this.#watchers = PARTS.map((part) => this.#watch(part));
  }

  /** Builds the site if what was built is older than its sources. @throws Error when it cannot be built */
  async ready(): Promise<void> {
    const { root } = this.#options;
    const built = await changed(join(siteFolder(root), 'index.html'));
    const newest = await Promise.all(PARTS.map((part) => newestIn(join(root, part))));
    if (built > Math.max(...newest)) return;
    if ((await this.#run()) !== 0) throw new Error('the storefront could not be built; see its log above');
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers) watcher.close();
    await this.#build?.stop();
  }

  #watch(part: string): FSWatcher {
    return watch(join(this.#options.root, part), { recursive: true }, (_event, name) => {
      if (name === null || MADE.test(name)) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#rebuild(), SETTLED_MS);
    });
  }

  /** One build at a time; what was saved meanwhile makes one more. */
  async #rebuild(): Promise<void> {
    this.#again = this.#build !== undefined;
    if (this.#again || this.#stopping) return;
    await this.#run();
    if (this.#again) await this.#rebuild();
  }

  async #run(): Promise<number> {
    const { root, log } = this.#options;
    const cwd = join(root, 'packages/storefront');
    const fresh = join(cwd, `dist-new-${process.pid}`);
    this.#build = startChild({
      command: join(cwd, 'node_modules/.bin/vite'),
      // Another shop of this checkout may build at the same time: each has a folder of its own.
      args: ['build', '--logLevel', 'warn', '--outDir', fresh, '--bypass-lock'],
      cwd,
      log,
    });
    const code = await this.#build.ended;
    this.#build = undefined;
    if (code === 0) await replaceFolder(siteFolder(root), fresh);
    await rm(fresh, { recursive: true, force: true });
    return code;
  }
}

/** Nobody meets half a site; when another shop of this checkout is faster, its build is as good. */
async function replaceFolder(folder: string, fresh: string): Promise<void> {
  const old = `${fresh}-old`;
  await rename(folder, old).catch(() => undefined);
  await rename(fresh, folder).catch(() => undefined);
  await rm(old, { recursive: true, force: true });
}

const changed = async (path: string): Promise<number> =>
  (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;

async function newestIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => !MADE.test(path.slice(folder.length)));
  return Math.max(0, ...(await Promise.all(files.map(changed))));
}
