import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readChangesets } from '@changesets/read';

/** What has a version of its own: a service, or a package that is published. */
export type Releasable = Readonly<{
  /** `orders`. */
  short: string;
  /** `@cartless/orders`. */
  name: string;
  /** From the root of the project. */
  folder: string;
  version: string;
}>;

/** How much a version says to have changed, the least first. */
const SIZES = ['none', 'patch', 'minor', 'major'] as const;
type Size = (typeof SIZES)[number];

/** What waits for a release: how large it is, and what it says. */
export type Waiting = Readonly<{ size: Size; says: readonly string[] }>;

/** All that can be released. */
export function releasables(root: string): Releasable[] {
  return globSync(['services/*/package.json', 'packages/*/package.json'], { cwd: root })
    .map((file) => ({ folder: dirname(file), manifest: readManifest(join(root, file)) }))
    .filter(({ folder, manifest }) => folder.startsWith('services') || manifest.private !== true)
    .map(({ folder, manifest: { name, version } }) => ({
      short: name.replace(/^@cartless\//, ''),
      name,
      folder,
      version,
    }))
    .toSorted((a, b) => a.short.localeCompare(b.short));
}

type Manifest = Readonly<{ name: string; version: string; private?: boolean }>;
const readManifest = (path: string): Manifest => JSON.parse(readFileSync(path, 'utf8')) as Manifest;

/**
 * The changes in `.changeset` that wait for a release, by the name of the package that they are released with.
 *
 * @throws Error when a file there cannot be read, says nothing, or names what has no version of its own
 */
export async function waitingChanges(root: string): Promise<Map<string, Waiting>> {
  const known = releasables(root).map(({ name }) => name);
  const waiting = new Map<string, Waiting>();
  if (!existsSync(join(root, '.changeset'))) return waiting;
  for (const { id, summary, releases } of await readChangesets(root)) {
    if (summary.trim() === '') throw new Error(`.changeset/${id}.md does not say what has changed.`);
    for (const { name, type } of releases) {
      if (!known.includes(name))
        throw new Error(
          `.changeset/${id}.md names ${name}, which has no version of its own. Name those that bring the change: ${known.join(', ')}.`,
        );
      const { size = 'none', says = [] } = waiting.get(name) ?? {};
      waiting.set(name, { size: larger(size, type), says: [...says, summary.trim()] });
    }
  }
  return waiting;
}

const larger = (one: Size, other: Size): Size => (SIZES.indexOf(one) < SIZES.indexOf(other) ? other : one);
