import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

type Process = Readonly<{
  pid: number;
  parent: number;
  rssKilobytes: number;
  cpuSeconds: number;
  command: string;
}>;

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

const KINDS: readonly (readonly [program: RegExp, kind: string])[] = [
  [/^\S*java /, 'DynamoDB Local'],
  [/offline-services\.ts /, 'services'],
  [/\/esbuild /, 'esbuild'],
];

/** Seconds of CPU that a process and all below it have taken so far, by what they are; those that have ended are not counted. */
export function cpuSecondsOf(ancestor: number): ReadonlyMap<string, number> {
  const kinds = new Map<string, number>();
  for (const { command, cpuSeconds } of family(ancestor)) {
    const [, kind = 'gateway, emulators, simulators'] =
      KINDS.find(([program]) => program.test(command)) ?? [];
    kinds.set(kind, (kinds.get(kind) ?? 0) + cpuSeconds);
  }
  return kinds;
}

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
  const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,rss=,time=,args='], {
    encoding: 'utf8',
  }).split('\n');
  return lines.flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+([\d:.-]+)\s+(.*)$/.exec(line);
    return match === null
      ? []
      : [
          {
            pid: Number(match[1]),
            parent: Number(match[2]),
            rssKilobytes: Number(match[3]),
            cpuSeconds: ticksOf(match[1] ?? '') ?? secondsOf(match[4] ?? ''),
            command: match[5] ?? '',
          },
        ];
  });
}

/** Linux counts hundredths of a second, which `ps` there leaves out. */
function ticksOf(pid: string): number | undefined {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return undefined;
  const [user, system] = readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ').slice(11, 13) ?? [];
  return (Number(user) + Number(system)) / 100;
}

/** Of `[days-][hours:]minutes:seconds`. */
function secondsOf(time: string): number {
  const [rest = '', days = '0'] = time.split('-').toReversed();
  return rest.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) + Number(days) * 86_400;
}
