import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Laboratory } from './laboratory.ts';
import type { Protection } from './protection.ts';

type Outcome = Readonly<{ fullName: string; status: string }>;

/** Takes protections out of the programs of a laboratory, one at a time. */
export function takingOut(laboratory: Laboratory) {
  const failing = new Map<string, ReadonlySet<string>>();
  /** The tests of a file that fail while nothing is changed: they prove nothing. */
  const failingBefore = (tests: string): ReadonlySet<string> => {
    const known =
      failing.get(tests) ?? new Set(failed(run(laboratory, tests)).map(({ fullName }) => fullName));
    failing.set(tests, known);
    return known;
  };
  return (protection: Protection) => takeOut(laboratory, protection, failingBefore(protection.tests));
}

/** @returns what is wrong with the test; undefined when it fails as it should */
function takeOut(
  laboratory: Laboratory,
  { file, remove, without, tests, named, group }: Protection,
  failingBefore: ReadonlySet<string>,
): string | undefined {
  const path = join(laboratory.project, file);
  const before = readFileSync(path, 'utf8');
  if (before.split(remove).length !== 2) return `${file} does not hold it exactly once`;
  writeFileSync(
    path,
    before.replace(remove, () => without),
  );
  try {
    const outcomes = run(laboratory, tests, group === undefined ? named : `${group} ${named}`);
    if (outcomes.length === 0) return 'no test of that name ran';
    const noticed = failed(outcomes).some(({ fullName }) => !failingBefore.has(fullName));
    return noticed ? undefined : 'its test passes without it, or fails always';
  } finally {
    writeFileSync(path, before);
  }
}

const failed = (outcomes: readonly Outcome[]): readonly Outcome[] =>
  outcomes.filter(({ status }) => status === 'failed');

/** What came of the tests of a file, of those of a name when one is given. @throws Error when the file cannot be run */
function run(laboratory: Laboratory, tests: string, named?: string): readonly Outcome[] {
  const environment = /\.(integration|e2e)\./.test(tests) ? {} : { EMULATORS: 'none' };
  const only = named === undefined ? [] : ['-t', patternOf(named)];
  const { stdout, stderr } = laboratory.tryWith(environment, '--silent', 'test', tests, '--json', ...only);
  const start = stdout.indexOf('{');
  if (start < 0) throw new Error(`${tests} could not be run:\n${stderr}`);
  const { testResults } = JSON.parse(stdout.slice(start)) as Report;
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'passed' || status === 'failed');
}

/** Names of tests that run once for each row of a table have `%s`, `%j` or `$column` where the row stands. */
const patternOf = (name: string): string =>
  name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/%[sjdp]|\\\$\w+/g, '.*');

type Report = Readonly<{ testResults: readonly Readonly<{ assertionResults: readonly Outcome[] }>[] }>;
