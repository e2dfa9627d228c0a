import { spawn } from 'node:child_process';
import type { Log } from './emulator.ts';

const KEPT_LINES = 20;
const PATIENCE_MS = 12_000;

/*
 * The shell is the child's guard. It ends the command when our end of standard input closes, so nothing is left
 * behind even when this process is killed outright. It needs nothing but itself, so that a missing command is all that it reports.
 */
const GUARD =
  'exec 3<&0; "$@" & child=$!; { while read -r _; do :; done <&3; kill "$child" 2>/dev/null; } & wait "$child"';

export interface Child {
  /** The last lines that the command wrote, oldest first. */
  lastLines(): readonly string[];
  /** Resolves with the exit code when the command has ended; never rejects. */
  readonly ended: Promise<number>;
  stop(): Promise<void>;
}

/**
 * Runs a command in a process group of its own, so that Ctrl-C in the terminal reaches us first and we end it in
 * order. Standard output and error go to `log`, line by line.
 */
export function startChild(options: {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly log: Log;
}): Child {
  const child = spawn('/bin/sh', ['-c', GUARD, 'guard', options.command, ...options.args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const kept: string[] = [];
  const keep = (line: string): void => {
    kept.push(line);
    if (kept.length > KEPT_LINES) kept.shift();
    options.log(line);
  };
  splitLines(child.stdout, keep);
  splitLines(child.stderr, keep);
  child.stdin.on('error', () => undefined); // The command may end before the pipe is closed.

  const ended = new Promise<number>((resolve) => {
    child.once('error', (error) => {
      keep(error.message);
      resolve(127);
    });
    child.once('close', (code) => resolve(code ?? 1));
    child.once('exit', () => child.stdin.destroy());
  });

  return {
    lastLines: () => kept,
    ended,
    async stop() {
      child.stdin.destroy();
      const timer = setTimeout(() => killGroup(child.pid), PATIENCE_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

function splitLines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') onLine(line.trimEnd());
  });
  stream.on('end', () => {
    if (rest.trim() !== '') onLine(rest.trimEnd());
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
