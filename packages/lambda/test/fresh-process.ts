import { spawnSync } from 'node:child_process';

/**
 * Runs a script in a process of its own and gives back the lines of JSON that it wrote, for tests of what is logged:
 * the tests' own logger is silent.
 */
export function linesOf(
  script: string,
  environment: Readonly<Record<string, string>>,
): Record<string, unknown>[] {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--disable-warning=ExperimentalWarning', '--eval', script],
    { cwd: new URL('../src', import.meta.url), encoding: 'utf8', env: { ...process.env, ...environment } },
  );
  return `${stdout}${stderr}`
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
