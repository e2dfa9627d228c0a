import { execFileSync } from 'node:child_process';

type Process = Readonly<{ pid: number; parent: number; rssKilobytes: number; command: string }>;

/**
 * Kills the process below another one whose command line contains a text, at once and without a word (SIGKILL).
 * @throws Error when there is none
 */
export async function killDescendant(ancestor: number, text: string): Promise<void> {
  const victim = family(ancestor).find(
    ({ command }) => !command.startsWith('/bin/sh') && command.includes(text),
  );
  if (victim === undefined) throw new Error(`no process below ${ancestor} runs ${text}`);
  process.kill(victim.pid, 'SIGKILL');
}

/** What a process and all below it hold in memory. */
export const residentMegabytes = (ancestor: number): number =>
  family(ancestor).reduce((sum, { rssKilobytes }) => sum + rssKilobytes, 0) / 1024;

/** The ids of a process and of all below it. */
export const familyOf = (ancestor: number): number[] => family(ancestor).map(({ pid }) => pid);

function family(ancestor: number): Process[] {
  const all = processes();
  const members = new Set([ancestor]);
  for (let size = 0; size !== members.size;) {
    size = members.size;
    for (const { pid, parent } of all) if (members.has(parent)) members.add(pid);
  }
  return all.filter(({ pid }) => members.has(pid));
}

function processes(): Process[] {
  const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,rss=,args='], { encoding: 'utf8' }).split(
    '\n',
  );
  return lines.flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line);
    return match === null
      ? []
      : [
          {
            pid: Number(match[1]),
            parent: Number(match[2]),
            rssKilobytes: Number(match[3]),
            command: match[4] ?? '',
          },
        ];
  });
}
