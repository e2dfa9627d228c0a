import { spawn } from 'node:child_process';
import { once } from 'node:events';

type Options = Readonly<{
  cwd?: string;
  env?: Readonly<Record<string, string>>;
  log?: (text: string) => void;
  /** Kills the command at once. */
  cut?: AbortSignal;
}>;

/** Runs a command to its end. @returns what it wrote @throws Error with it, when the command fails */
export async function run(command: string, args: readonly string[], options: Options = {}): Promise<string> {
  const { output, code } = await tryRun(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output}`);
  return output;
}

/** Runs a command to its end, however that is. */
export async function tryRun(
  command: string,
  args: readonly string[],
  { cwd, env, log, cut }: Options = {},
): Promise<{ output: string; code: number }> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  cut?.addEventListener('abort', () => child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      log?.(text);
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { output, code: code ?? 1 };
}
