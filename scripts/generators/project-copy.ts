import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '../..');
const COPIED = ['.prettierrc.json', 'tsconfig.base.json', 'packages/domain', 'services/users/openapi.json'];

/** The project's own, without the emulators that other tests need. */
const JEST_CONFIG = `
import config from '${pathToFileURL(join(ROOT, 'jest.config.mjs')).href}';
export default { ...config, globalSetup: undefined, globalTeardown: undefined };
`;

/** What a test of the copy came to: its name, and what it failed with. */
type Outcome = Readonly<{ test: string; failures: readonly string[] }>;

/** A part of the project in a temporary folder, for what writes into the project. */
export class ProjectCopy {
  readonly root = mkdtempSync(join(tmpdir(), 'cartless-copy-'));

  constructor() {
    for (const path of [...COPIED, 'services/orders/openapi.json', 'services/orders/package.json']) {
      const filter = (file: string): boolean => !file.endsWith('node_modules');
      cpSync(join(ROOT, path), join(this.root, path), { recursive: true, filter });
    }
    for (const path of ['.', 'packages/domain', 'services/orders']) {
      symlinkSync(join(ROOT, path, 'node_modules'), join(this.root, path, 'node_modules'));
    }
    mkdirSync(join(this.root, 'services/orders/src/ordering/place-order'), { recursive: true });
  }

  /** Compiles the given files. @returns what is wrong with them, empty when nothing is */
  compile(files: readonly string[]): string {
    const sources = files.filter((file) => file.endsWith('.ts'));
    const settings = { extends: './tsconfig.base.json', files: sources };
    writeFileSync(join(this.root, 'tsconfig.json'), JSON.stringify(settings));
    return this.run('typescript/bin/tsc', ['--noEmit', '-p', this.root]);
  }

  /** Runs the tests of the copy below a folder. */
  test(folder: string): Outcome[] {
    writeFileSync(join(this.root, 'jest.config.mjs'), JEST_CONFIG);
    const report = JSON.parse(this.run('jest/bin/jest.js', ['--json', folder])) as Report;
    return report.testResults.flatMap(({ assertionResults }) =>
      assertionResults.map(({ fullName, failureMessages }) => ({
        test: fullName,
        failures: failureMessages,
      })),
    );
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }

  private run(tool: string, args: readonly string[]): string {
    const command = ['--experimental-vm-modules', join(ROOT, 'node_modules', tool), ...args];
    return spawnSync(process.execPath, command, { cwd: this.root, encoding: 'utf8' }).stdout;
  }
}

type Report = Readonly<{
  testResults: readonly Readonly<{
    assertionResults: readonly Readonly<{ fullName: string; failureMessages: readonly string[] }>[];
  }>[];
}>;
