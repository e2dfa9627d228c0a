import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundledPackage } from './bundled-packages.ts';
import { named } from './locked-packages.ts';

const RULE = '-'.repeat(80);

/** The copyright notices and licences that have to go along with the code of others, should it be passed on. */
export const notices = (packages: readonly BundledPackage[]): string =>
  packages
    .map((one) =>
      [RULE, `${named(one)} (${one.licence ?? 'no licence stated'})`, '', licenceText(one)].join('\n'),
    )
    .join('\n\n')
    .concat('\n');

function licenceText({ folder }: BundledPackage): string {
  const files = globSync('{LICEN[CS]E,licen[cs]e,NOTICE}*', { cwd: folder }).toSorted();
  if (files.length === 0) return 'The package comes without a text of its licence.';
  return files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
}
