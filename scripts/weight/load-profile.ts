import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type ProfileNode = Readonly<{
  id: number;
  callFrame: Readonly<{ functionName: string; url: string; lineNumber: number }>;
  children?: readonly number[];
}>;
type Profile = Readonly<{
  nodes: readonly ProfileNode[];
  samples: readonly number[];
  timeDeltas: readonly number[];
}>;

/** What loading a bundle does that no file of it does itself. */
export const COMPILING = 'reading and compiling the bundle';

/**
 * Milliseconds that each file of an unminified bundle takes while it is loaded, on average over some loads in fresh processes. What
 * Node does for a file (`require('node:https')`) counts under `node:…` by its own.
 */
export function loadProfile(bundle: string, rounds: number): Map<string, number> {
  const files = filesByLine(readFileSync(bundle, 'utf8'));
  const sums = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [file, ms] of timesOf(profileOf(bundle), bundle, files))
      sums.set(file, (sums.get(file) ?? 0) + ms / rounds);
  }
  return sums;
}

/** Which file each line of an unminified bundle comes from: esbuild writes its name above it. */
function filesByLine(text: string): string[] {
  let file = '';
  return text.split('\n').map((line) => {
    file = /^ *\/\/ ((?:\.\.\/|src\/|node_modules\/)\S+)$/.exec(line)?.[1] ?? file;
    return file;
  });
}

function profileOf(bundle: string): Profile {
  const folder = mkdtempSync(join(tmpdir(), 'cartless-profile-'));
  try {
    const flags = ['--cpu-prof', '--cpu-prof-interval', '50', '--cpu-prof-dir', folder];
    const run = spawnSync(process.execPath, [...flags, '-e', `require(${JSON.stringify(bundle)})`]);
    if (run.status !== 0) throw new Error(`${bundle} does not load:\n${String(run.stderr)}`);
    const [file = ''] = globSync('*.cpuprofile', { cwd: folder });
    return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function timesOf({ nodes, samples, timeDeltas }: Profile, bundle: string, files: readonly string[]) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const places = new Map<number, string | undefined>();
  const placeOf = (id: number): string | undefined => {
    if (!places.has(id)) places.set(id, place(id));
    return places.get(id);
  };
  const place = (id: number): string | undefined => {
    const { functionName, url, lineNumber } = byId.get(id)?.callFrame ?? {
      functionName: '',
      url: '',
      lineNumber: 0,
    };
    if (url.endsWith(bundle)) return files[lineNumber] || COMPILING;
    if (functionName === 'wrapSafe') return COMPILING;
    const parent = parents.get(id);
    const above = parent === undefined ? undefined : placeOf(parent);
    if (above === undefined || above === COMPILING) return above;
    return url.startsWith('node:') ? builtin(id) : above;
  };
  /** The module of Node whose loading is under way. */
  const builtin = (id: number): string => {
    let found = 'node';
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const url = byId.get(at)?.callFrame.url ?? '';
      if (url.endsWith(bundle)) break;
      if (url.startsWith('node:') && !url.startsWith('node:internal/')) found = url;
    }
    return found;
  };
  const times = new Map<string, number>();
  samples.forEach((id, index) => {
    const where = placeOf(id);
    const ms = (timeDeltas[index + 1] ?? 0) / 1000;
    if (where !== undefined) times.set(where, (times.get(where) ?? 0) + ms);
  });
  return times;
}
