import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { releasables } from './releasable.ts';

/**
 * What the changelog says of a release, which came from its changesets.
 *
 * @param tag `orders@1.3.0`
 * @throws Error when there is no such release
 */
export function releaseNotes(root: string, tag: string): string {
  const [, name = '', version = ''] = /^(.+)@(\d+\.\d+\.\d+)$/.exec(tag) ?? [];
  const found = releasables(root).find(({ short }) => short === name);
  if (found === undefined)
    throw new Error(
      `"${tag}" is no tag of a release; write one like orders@1.3.0, of a part that "pnpm release" lists.`,
    );
  const changelog = readFileSync(join(root, found.folder, 'CHANGELOG.md'), 'utf8');
  const section = changelog
    .split(/^(?=## )/m)
    .find((part) => part.split('\n')[0]?.trim() === `## ${version}`);
  if (section === undefined) throw new Error(`${found.folder}/CHANGELOG.md says nothing of ${version}.`);
  return section.slice(section.indexOf('\n')).trim();
}
