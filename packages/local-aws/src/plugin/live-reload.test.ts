import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@cartless/eventually';
import { bundleFunctions } from './function-bundles.ts';
import type { FunctionBundles } from './function-bundles.ts';
import { startLiveReload } from './live-reload.ts';
import type { Serverless } from './serverless-api.ts';

let folder: string;
let bundles: FunctionBundles;
let lines: string[];
let stop: () => Promise<void>;

const source = (name: string): string => join(folder, 'service', 'src', name);
const bundle = (): string => readFileSync(join(bundles.folder, 'src', 'greet.js'), 'utf8');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cartless-reload-'));
  mkdirSync(join(folder, 'service', 'src'), { recursive: true });
  mkdirSync(join(folder, 'shared'));
  writeFileSync(join(folder, 'shared', 'word.ts'), `export const word = 'hello';\n`);
  writeFileSync(
    source('greet.ts'),
    `import { word } from '../../shared/word.ts';\nexport const handler = () => word;\n`,
  );
  writeFileSync(source('other.ts'), `export const handler = () => 'other';\n`);
  writeFileSync(join(folder, 'service', 'serverless.yml'), 'service: x\n');
  const functions = {
    greet: { handler: 'src/greet.handler', name: 'x-dev-greet' },
    other: { handler: 'src/other.handler', name: 'x-dev-other' },
  };
  const serviceDir = join(folder, 'service');
  const serverless = { serviceDir, service: { functions, custom: {} } };
  bundles = await bundleFunctions(serverless as unknown as Serverless, 'local');
  lines = [];
  const log = {
    notice: (line: string) => lines.push(line),
    error: (line: string) => lines.push(line),
    info: () => 0,
  };
  stop = startLiveReload(bundles, [join(serviceDir, 'serverless.yml')], log);
});

afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

const nextLine = (pattern: RegExp) => eventually(() => lines.find((line) => pattern.test(line)));

test('a change in a shared package reaches the bundles that use it', async () => {
  expect(bundle()).toContain('hello');
  writeFileSync(join(folder, 'shared', 'word.ts'), `export const word = 'good morning';\n`);
  await nextLine(/^reloaded in \d+ ms$/);
  expect(bundle()).toContain('good morning');
});

test('a file that an editor replaces rather than writes is noticed', async () => {
  writeFileSync(source('greet.ts.tmp'), `export const handler = () => 'replaced';\n`);
  renameSync(source('greet.ts.tmp'), source('greet.ts'));
  await nextLine(/^reloaded/);
  expect(bundle()).toContain('replaced');
});

test('a broken file leaves the functions as they were until it is mended', async () => {
  writeFileSync(source('greet.ts'), `import { x } from './new.ts';\nexport const handler = () => x;\n`);
  await nextLine(/^Not reloaded.*Could not resolve/s);
  expect(bundle()).toContain('hello');
  writeFileSync(source('new.ts'), `export const x = 'mended';\n`);
  await nextLine(/^reloaded/);
  expect(bundle()).toContain('mended');
});

test('a changed serverless.yml asks for a restart', async () => {
  writeFileSync(join(folder, 'service', 'serverless.yml'), 'service: y\n');
  await nextLine(/serverless\.yml changed: stop and start again/);
});
