import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Area } from './areas.ts';
import type { Laboratory } from './laboratory.ts';
import { type Mutant, mutantsOf, type Report } from './mutants.ts';

/** No dependencies of the project, since only this command needs them. */
const STRYKER = ['core', 'jest-runner', 'api'].map((name) => `@stryker-mutator/${name}@10.0.0`);
/** Of the project's own jest. */
const ENVIRONMENT = 'jest-environment-node@30.5.2';

export const installStryker = (laboratory: Laboratory): string =>
  laboratory.pnpm('add', '--save-dev', '--workspace-root', ...STRYKER, ENVIRONMENT);

/** Changes the programs of an area one place at a time, and runs the area's tests on each. @returns what came of it, file by file */
export function* examine(laboratory: Laboratory, { mutate, tests }: Area): Generator<Mutant[]> {
  writeFileSync(join(laboratory.project, 'jest.mutation.mjs'), jestConfig(tests));
  for (const file of globSync(mutate, { cwd: laboratory.project }))
    if (!file.endsWith('.test.ts')) yield examineFile(laboratory, file);
}

function examineFile(laboratory: Laboratory, file: string): Mutant[] {
  const { folder, project } = laboratory;
  writeFileSync(join(project, 'stryker.config.json'), JSON.stringify(settings(folder, file)));
  laboratory.pnpm('exec', 'stryker', 'run', 'stryker.config.json');
  return mutantsOf(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report);
}

const settings = (folder: string, file: string): unknown => ({
  testRunner: 'jest-by-file',
  plugins: [
    '@stryker-mutator/jest-runner',
    './scripts/mutation/jest-by-file.mjs',
    './scripts/mutation/texts.mjs',
  ],
  ignorers: ['texts'],
  mutate: [file],
  inPlace: true,
  tempDirName: join(folder, 'work'),
  coverageAnalysis: 'perTest',
  // A loop without end is noticed when it has gone round too often, a test that waits for ever by its own time-out; a slow machine
  // is not taken for either. What neither sees ends the process.
  timeoutMS: 300_000,
  // Modules that were loaded once stay in memory, and a process that has hardly any left does nothing but to look for some.
  maxTestRunnerReuse: 10,
  testRunnerNodeArgs: ['--experimental-vm-modules'],
  jest: { configFile: 'jest.mutation.mjs', enableFindRelatedTests: false },
  reporters: ['json'],
  jsonReporter: { fileName: join(folder, 'report.json') },
  allowConsoleColors: false,
  logLevel: 'error',
});

/** The project's own, without the emulators that other tests need. */
const jestConfig = (tests: readonly string[]): string => `
import config from './jest.config.mjs';
const { globalSetup: _start, globalTeardown: _stop, ...rest } = config;
export default {
  ...rest,
  testTimeout: 20_000,
  testEnvironment: import.meta.resolve('./scripts/mutation/until-noticed.cjs').slice('file://'.length),
  testMatch: ${JSON.stringify(tests.map((glob) => `<rootDir>/${glob}`))},
  testPathIgnorePatterns: [...rest.testPathIgnorePatterns, '[.]integration[.]test[.]ts$'],
};
`;
