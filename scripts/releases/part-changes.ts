import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readChangesets } from '@changesets/read';

type Release = Readonly<{ name: string; type: string }>;

/**
 * Parts the changes that one package brings together with others: what it says of that package gets a file of its own in `.changeset`, and
 * waits for the others where it was. Changesets release a file whole or not at all.
 */
export async function partChanges(root: string, name: string): Promise<void> {
  for (const { id, summary, releases } of await readChangesets(root)) {
    const own = releases.filter((release) => release.name === name);
    const others = releases.filter((release) => release.name !== name);
    if (own.length === 0 || others.length === 0) continue;
    const part = `${id}-${name.replace(/^.*\//, '')}`;
    for (const [file, some] of [
      [part, own],
      [id, others],
    ] as const)
      writeFileSync(join(root, '.changeset', `${file}.md`), written(some, summary));
  }
}

const written = (releases: readonly Release[], summary: string): string =>
  `---\n${releases.map(({ name, type }) => `'${name}': ${type}\n`).join('')}---\n\n${summary.trim()}\n`;
