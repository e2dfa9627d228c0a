import { join } from 'node:path';
import { portVariable, type Ports } from '@cartless/local-aws';
import { tryRun } from '../run.ts';

/** A journey that never gets on ends after this; on a laptop the longest takes a minute. */
const PATIENCE_MS = 240_000;

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
  const env = {
    EMULATORS: 'none',
    RUNNING_SHOP: log,
    ...Object.fromEntries(
      Object.entries(ports).map(([name, port]) => [portVariable(name as keyof Ports), String(port)]),
    ),
  };
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
