import { globSync } from 'node:fs';
import { join } from 'node:path';
import { described } from './bundled-packages.ts';

/** Every package that is installed on this machine, with the licence that it states. */
export function installedPackages(root: string): ReturnType<typeof described>[] {
  const store = join(root, 'node_modules/.pnpm');
  const folders = globSync(['*/node_modules/*/package.json', '*/node_modules/@*/*/package.json'], {
    cwd: store,
  });
  const all = folders
    .filter((file) => isOwn(file))
    .map((file) => described(join(store, file.slice(0, -'/package.json'.length))));
  return [...new Map(all.map((one) => [`${one.name}@${one.version}`, one])).values()];
}

/** A package's folder in the store holds the package itself and links to what it needs. */
function isOwn(file: string): boolean {
  const [folder = '', , ...rest] = file.split('/');
  return folder.startsWith(`${rest.slice(0, -1).join('+')}@`);
}
