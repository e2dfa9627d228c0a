import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sharedDependencies } from './shared-dependencies.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cartless-shared-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

async function bundled(entry: string): Promise<string> {
  await build({
    absWorkingDir: folder,
    bundle: true,
    entryPoints: [entry],
    format: 'cjs',
    logLevel: 'silent',
    outfile: join(folder, 'out', `${entry}.cjs`),
    platform: 'node',
    plugins: [sharedDependencies()],
  });
  return join(folder, 'out', `${entry}.cjs`);
}

test('named and default imports mean the same as in a bundle, whatever kind of module the package is', async () => {
  write({
    'package.json': '{"type":"module"}',
    'node_modules/es/package.json': '{"type":"module","exports":{".":{"import":"./main.js"}}}',
    'node_modules/es/main.js': `export default () => 'es default'; export const named = 'es named';`,
    'node_modules/common/index.js': `module.exports = { named: 'common named' };`,
    'node_modules/both/package.json': '{"exports":{"import":"./main.mjs","require":"./main.cjs"}}',
    'node_modules/both/main.mjs': `export const kind = 'import';`,
    'node_modules/both/main.cjs': `exports.kind = 'require';`,
    'entry.ts': `
      import esDefault, { named } from 'es';
      import common from 'common';
      import { named as commonNamed } from 'common';
      import { kind } from 'both';
      import { sep } from 'node:path';
      console.log(JSON.stringify([esDefault(), named, common.named, commonNamed, kind, sep]));`,
  });
  const output = execFileSync(process.execPath, [await bundled('entry.ts')], { encoding: 'utf8' });
  expect(JSON.parse(output)).toEqual([
    'es default',
    'es named',
    'common named',
    'common named',
    'import',
    '/',
  ]);
});

test('packages stay outside the bundle, the project’s own sources inside', async () => {
  write({
    'node_modules/big/index.js': `exports.big = 'a very big package';`,
    'own.ts': `export const own = 'own code';`,
    'entry.ts': `import { big } from 'big'; import { own } from './own.ts'; console.log(big, own);`,
  });
  const text = readFileSync(await bundled('entry.ts'), 'utf8');
  expect(text).toContain('own code');
  expect(text).not.toContain('a very big package');
});

test('a package that is not installed is an error of the build', async () => {
  write({ 'entry.ts': `import 'not-installed';` });
  await expect(bundled('entry.ts')).rejects.toThrow('Could not resolve "not-installed"');
});
