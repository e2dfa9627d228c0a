import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Laboratory } from './laboratory.ts';
import type { Protection } from './protection.ts';

/** Takes a protection out and says what is wrong with its test; undefined when the test fails as it should. */
export function takeOut(
  laboratory: Laboratory,
  { file, remove, without, tests, named, group }: Protection,
): string | undefined {
  const path = join(laboratory.project, file);
  const before = readFileSync(path, 'utf8');
  if (before.split(remove).length !== 2) return `${file} does not hold it exactly once`;
  writeFileSync(
    path,
    before.replace(remove, () => without),
  );
  try {
    const environment = /\.(integration|e2e)\./.test(tests) ? {} : { EMULATORS: 'none' };
    const { stdout } = laboratory.tryWith(
      environment,
      '--silent',
      'test',
      tests,
      '--json',
      '-t',
      patternOf(group === undefined ? named : `${group} ${named}`),
    );
    const report = JSON.parse(stdout.slice(stdout.indexOf('{'))) as Report;
    const outcomes = report.testResults.flatMap(({ assertionResults }) => assertionResults);
    const ran = outcomes.filter(({ status }) => status === 'passed' || status === 'failed');
    if (ran.length === 0) return `no test of that name ran: ${report.testResults[0]?.message ?? ''}`;
    return ran.some(({ status }) => status === 'failed') ? undefined : 'its test passes without it';
  } finally {
    writeFileSync(path, before);
  }
}

/** Names of tests that run once for each row of a table have `%s`, `%j` or `$column` where the row stands. */
const patternOf = (name: string): string =>
  name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/%[sjdp]|\\\$\w+/g, '.*');

type Report = Readonly<{
  testResults: readonly Readonly<{
    message: string;
    assertionResults: readonly Readonly<{ status: string }>[];
  }>[];
}>;
