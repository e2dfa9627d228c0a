import { join } from 'node:path';
import { portVariable, type Ports } from '@cartless/local-aws';
import { run, tryRun } from '../run.ts';

/** A journey that never gets on ends after this; on a laptop the longest takes a minute, on a machine that is busy with much else several. */
const PATIENCE_MS = 600_000;

type Played = Readonly<{ ports: Ports; log: string; say: (text: string) => void }>;

/**
 * Has tests of the whole shop play on a deployed stage, one file after the other.
 * @returns how many tests passed
 * @throws Error with what failed
 */
export async function play(
  root: string,
  files: readonly string[],
  { ports, log, say }: Played,
): Promise<string> {
  const env = { EMULATORS: 'none', RUNNING_SHOP: log, ...variablesOf(ports) };
  const args = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const { output, code } = await tryRun(
    process.execPath,
    [
      ...args,
      join(root, 'node_modules/jest/bin/jest.js'),
      ...files,
      '-w',
      '1',
      `--testTimeout=${PATIENCE_MS}`,
    ],
    { cwd: root, env, log: say },
  );
  const summary = /^Tests: +(.*)$/m.exec(output)?.[1] ?? 'no test was run';
  if (code !== 0) throw new Error(`${summary}\n${output}`);
  return summary;
}

const VISITS_SECONDS = 120;

/** What a visit that placed an order came to, as `pnpm traffic` says it. */
const ORDERED = ['paid', 'ordered', 'cancelled'];

/**
 * Lets shoppers come for two minutes, of whom a seed says what they do.
 * @returns what became of their visits, and how many placed an order
 * @throws Error when nobody paid anything; what went wrong in functions is judged by what follows
 */
export async function visit(
  root: string,
  ports: Ports,
  say: (text: string) => void,
): Promise<Readonly<{ outcomes: string; ordered: number }>> {
  const args = ['scripts/start.mjs', 'traffic.ts', '--seed', '17', '--duration', String(VISITS_SECONDS)];
  const output = await run(process.execPath, args, { cwd: root, env: variablesOf(ports), log: say });
  const outcomes = /^Done: (.*)$/m.exec(output)?.[1] ?? 'nobody came';
  const counts = [...outcomes.matchAll(/([a-z ]+) (\d+)(?:, |$)/g)].map(
    ([, outcome = '', times]) => [outcome, Number(times)] as const,
  );
  const count = (of: readonly string[]): number =>
    counts.filter(([outcome]) => of.includes(outcome)).reduce((sum, [, times]) => sum + times, 0);
  if (count(['paid']) === 0 || count(['failed']) > 0) throw new Error(outcomes);
  return { outcomes, ordered: count(ORDERED) };
}

const variablesOf = (ports: Ports): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [portVariable(name as keyof Ports), String(port)]),
  );
