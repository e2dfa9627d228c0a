import { execFile } from 'node:child_process';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isPortFree, type PortName, type Ports, takenPort } from '@cartless/local-aws';
import type { Check, Seen } from './check.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Machine = Readonly<{ root: string; ports: Ports; env?: Environment }>;

const NODE = 24;
const JAVA = 11;
/** What the shop writes in a day of work: bundles, logs, a database that is kept. */
const GIGABYTES = 2;
const BYTES = 1e9;

/** What the shop on this machine needs. */
export const machineChecks = ({ root, ports, env = process.env }: Machine): Check[] => [
  { name: 'Node', look: () => Promise.resolve(node(process.versions.node)) },
  { name: 'Java', look: () => java(env) },
  { name: 'ports', look: () => freePorts(ports) },
  { name: 'disk', look: () => disk([...new Set([root, tmpdir()])]) },
];

function node(version: string): Seen {
  if (Number(version.split('.')[0]) >= NODE) return { well: version };
  return { wrong: `${version}, and ${NODE} is needed`, todo: 'Start it with pnpm, which installs it.' };
}

async function java(env: Environment): Promise<Seen> {
  const program = env['JAVA_HOME'] ? join(env['JAVA_HOME'], 'bin', 'java') : 'java';
  const todo =
    'Install a Java runtime (apt-get install default-jre-headless, brew install openjdk) or set JAVA_HOME.';
  try {
    const { stderr, stdout } = await promisify(execFile)(program, ['-version'], { env: { ...env } });
    const [, version = ''] = /version "([^"]+)"/.exec(stderr + stdout) ?? [];
    // 8 called itself 1.8.
    const major = Number(version.replace(/^1\./, '').split(/[.-]/)[0]);
    return major >= JAVA
      ? { well: version }
      : { wrong: `${version || 'unknown'}, and ${JAVA} is needed`, todo };
  } catch {
    return { wrong: 'none is found, and the database needs it', todo };
  }
}

async function freePorts(ports: Ports): Promise<Seen> {
  const names = Object.keys(ports) as PortName[];
  const taken: PortName[] = [];
  for (const name of names) if (!(await isPortFree(ports[name]))) taken.push(name);
  if (taken.length === 0) return { well: `all ${names.length} from ${ports.gateway} on are free` };
  if (taken.includes('gateway') && (await isShop(ports.gateway)))
    return { well: `the shop is running at http://localhost:${ports.gateway}` };
  const [first] = taken as [PortName];
  return {
    wrong: `${taken.map((name) => ports[name]).join(', ')} are taken`,
    todo: `${takenPort(first, ports)}: CARTLESS_PORT_BASE moves all.`,
  };
}

const isShop = async (port: number): Promise<boolean> => {
  const answer = await fetch(`http://localhost:${port}/users/health`).catch(() => undefined);
  return answer?.ok === true && ((await answer.json()) as { service?: string }).service === 'users';
};

async function disk(folders: readonly string[]): Promise<Seen> {
  const free = await Promise.all(
    folders.map(async (folder) => {
      const { bavail, bsize } = await statfs(folder);
      return { folder, gigabytes: (bavail * bsize) / BYTES };
    }),
  );
  const full = free.filter(({ gigabytes }) => gigabytes < GIGABYTES);
  const say = (some: typeof free) =>
    some.map(({ folder, gigabytes }) => `${gigabytes.toFixed(1)} GB free in ${folder}`).join(', ');
  if (full.length === 0) return { well: say(free) };
  return { wrong: say(full), todo: `Make room: the shop wants ${GIGABYTES} GB in each.` };
}
