import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningShop, startRunningShop } from './e2e/running-shop.ts';

const root = dirname(import.meta.dirname);
const client = join(root, 'packages/api-client');
const run = promisify(execFile);

/** The examples of a README, one after the other. */
const examplesOf = (text: string): string =>
  [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code).join('\n');

describe('the client of the API, in a project of somebody else', () => {
  const project = mkdtempSync(join(tmpdir(), 'client-project-'));
  const inProject = (file: string, args: readonly string[], env: Record<string, string> = {}) =>
    run(file, args, { cwd: project, env: { ...process.env, ...env } });
  let shop: RunningShop;
  let env: Record<string, string>;

  beforeAll(async () => {
    pack(project);
    const readme = examplesOf(readFileSync(join(client, 'README.md'), 'utf8'));
    writeFileSync(
      join(project, 'readme.ts'),
      readme.replaceAll("'http://localhost:4000'", 'process.env.SHOP!'),
    );
    cpSync(join(client, 'examples/whole-journey.ts'), join(project, 'whole-journey.ts'));
    shop = await startRunningShop();
    env = {
      SHOP: shop.url,
      MAILBOX: `http://localhost:${shop.ports.mailbox}`,
      CARRIER: `http://localhost:${shop.ports.carrier}`,
    };
  });
  afterAll(() => (shop as RunningShop | undefined)?.stop());

  it('is installed with modules, types and its licence, and no source', () => {
    const installed = join(project, 'node_modules/@cartless/api-client');
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as object;
    expect(manifest).toMatchObject({ license: 'MIT', publishConfig: { access: 'public', provenance: true } });
    expect(manifest).not.toHaveProperty('private');
    expect(readFileSync(join(installed, 'LICENSE'), 'utf8')).toBe(
      readFileSync(join(root, 'LICENSE'), 'utf8'),
    );
    expect(realpathSync(installed).startsWith(realpathSync(project))).toBe(true);
  });

  it('has types for the strictest of compilers', async () => {
    await expect(
      inProject(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.']),
    ).resolves.toMatchObject({ stdout: '' });
    writeFileSync(
      join(project, 'wrong.ts'),
      readFileSync(join(project, 'readme.ts'), 'utf8').replace('product.title', 'product.name'),
    );
    const { stdout } = await inProject(process.execPath, [
      join(root, 'node_modules/typescript/bin/tsc'),
      '-p',
      '.',
    ]).catch((failure: { stdout: string }) => failure);
    expect(stdout).toMatch(/wrong\.ts.*TS2339: Property 'name' does not exist/);
  });

  it('does what its README shows', async () => {
    const { stdout } = await inProject(process.execPath, ['readme.ts'], env);
    const lines = stdout.split('\n');
    expect(lines).toContain('PRODUCT_NOT_FOUND');
    expect(lines).toContain("{ userId: 'usr_demo-shopper' }");
    expect(stdout).toMatch(/^prd_\S+ costs CN¥/m);
    expect(lines).toContain('¥19.99');
    expect(lines).toContain('2026-11-22');
    expect(lines.at(-2)).toContain('logged in or out');
    expect(stdout).not.toMatch(/undefined|CODE_REQUIRED/);
  });

  it("goes a shopper's whole way, and does a day of the staff's work", async () => {
    const { stdout } = await inProject(process.execPath, ['whole-journey.ts'], env);
    expect(stdout).toMatch(
      /^registered usr_.*takes .*quoted .*paid \d{8}-.*returned one.*refunded 2 times.*today \{.*done\n$/s,
    );
  });
});

/** Makes a project that has the client as it is published; nothing is asked of a registry. */
function pack(project: string): void {
  const built = join(project, 'package');
  execFileSync(process.execPath, ['scripts/build.ts', built], { cwd: client, stdio: 'pipe' });
  const args = ['pack', built, '--pack-destination', project, '--json'];
  const [{ filename }] = JSON.parse(execFileSync('npm', args, { encoding: 'utf8' })) as [
    { filename: string },
  ];
  const fetcher = realpathSync(join(client, 'node_modules/openapi-fetch'));
  const local = {
    'openapi-fetch': `file:${fetcher}`,
    'openapi-typescript-helpers': `file:${realpathSync(join(fetcher, '../openapi-typescript-helpers'))}`,
  };
  const manifest = {
    name: 'somebody-else',
    type: 'module',
    private: true,
    dependencies: { '@cartless/api-client': `file:./${filename}`, ...local },
    overrides: local,
  };
  const compilerOptions = {
    target: 'es2023',
    module: 'nodenext',
    lib: ['es2023', 'dom', 'dom.iterable'],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    typeRoots: [join(root, 'node_modules/@types')],
    types: ['node'],
    // The types of the client are looked at too, but not those of Node.
    skipDefaultLibCheck: true,
  };
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  execFileSync('npm', ['install', '--offline', '--install-links', '--no-audit', '--no-fund'], {
    cwd: project,
    stdio: 'pipe',
  });
}
