import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';

/** What a manifest says of the package itself; the rest is of the workspace. */
const KEPT = ['name', 'version', 'description', 'license', 'type', 'sideEffects'] as const;

/**
 * Writes the package as it is published into `dist`, or the folder that is given: modules of the language that browsers and Node run, their types, the
 * README, the licence, and a manifest of its own, since that of the workspace leads to sources. `npm publish ./dist` does the rest.
 */
const folder = dirname(import.meta.dirname);
const dist = process.argv[2] ?? join(folder, 'dist');
rmSync(dist, { recursive: true, force: true });
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
execFileSync(process.execPath, [compiler, '-p', join(folder, 'tsconfig.build.json'), '--outDir', dist], {
  stdio: 'inherit',
});
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
const published = {
  ...Object.fromEntries(KEPT.map((key) => [key, manifest[key]])),
  exports: Object.fromEntries(
    Object.entries(manifest.exports).map(([name, source]) => [name, built(source)]),
  ),
  files: ['**/*.js', '**/*.d.ts'],
  engines: { node: '>=20.3' },
  publishConfig: { access: 'public', provenance: true },
};
writeFileSync(join(dist, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
for (const text of ['README.md', 'LICENSE']) cpSync(join(folder, text), join(dist, text));

type Manifest = Readonly<Record<(typeof KEPT)[number], unknown> & { exports: Record<string, string> }>;

/** The module and the types that a source becomes. */
function built(source: string): object {
  const path = source.replace('./src/', './').replace(/\.ts$/, '');
  return { types: `${path}.d.ts`, default: `${path}.js` };
}
