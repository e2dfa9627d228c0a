import { execFileSync } from 'node:child_process';

type Process = Readonly<{ pid: number; parent: number; command: string }>;

/**
 * Kills the process below another one whose command line contains a text, at once and without a word (SIGKILL).
 * @throws Error when there is none
 */
export async function killDescendant(ancestor: number, text: string): Promise<void> {
  const all = processes();
  const below = new Set([ancestor]);
  for (const { pid, parent } of all.toSorted((a, b) => a.pid - b.pid)) if (below.has(parent)) below.add(pid);
  const victim = all.find(
    ({ pid, command }) => below.has(pid) && !command.startsWith('/bin/sh') && command.includes(text),
  );
  if (victim === undefined) throw new Error(`no process below ${ancestor} runs ${text}`);
  process.kill(victim.pid, 'SIGKILL');
}

function processes(): Process[] {
  const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line);
    return match === null
      ? []
      : [{ pid: Number(match[1]), parent: Number(match[2]), command: match[3] ?? '' }];
  });
}
