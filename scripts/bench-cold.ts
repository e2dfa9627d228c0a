import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { packagingOptions } from './dependencies/packaging-options.ts';

/**
 * Weighs every function as it is packaged and starts it in a fresh process, in turns with a bare handler (the floor).
 * The ratio of the medians is what counts; milliseconds differ from machine to machine.
 */
const ROUNDS = Number(process.argv[2] ?? 7);
const BUDGET = { withSdk: { kilobytes: 400, ratio: 2.7 }, without: { kilobytes: 60, ratio: 2.7 } } as const;
const root = dirname(import.meta.dirname);

const folder = mkdtempSync(join(tmpdir(), 'cartless-cold-'));
try {
  const floor = join(folder, 'floor.js');
  writeFileSync(floor, 'exports.handler = async () => ({ statusCode: 200 });\n');
  console.log(
    `${'function'.padEnd(44)} ${'KB'.padStart(6)} ${'floor'.padStart(8)} ${'start'.padStart(8)}  ratio`,
  );
  const results = [];
  for (const handler of globSync('services/*/src/**/handler.ts', { cwd: root }).toSorted()) {
    results.push(await measure(handler, floor));
  }
  const over = results.filter(({ within }) => !within);
  const worst = Math.max(...results.map(({ ratio }) => ratio));
  console.log(
    `\n${results.length} functions, slowest ${worst.toFixed(2)} × the floor, ${over.length} over budget`,
  );
} finally {
  rmSync(folder, { recursive: true });
}

async function measure(handler: string, floor: string) {
  const name = relative('services', dirname(handler)).replace(/\/src\/.*\//, ' ');
  const outfile = join(folder, `${name.replace(' ', '-')}.js`);
  const { metafile } = await build({
    ...packagingOptions(root),
    // The Redis client is packaged only for a stage that has Redis.
    external: ['iovalkey'],
    entryPoints: [join(root, handler)],
    absWorkingDir: join(root, handler.split('/').slice(0, 2).join('/')),
    outfile,
    platform: 'node',
    metafile: true,
    logLevel: 'error',
  });
  const withSdk = Object.keys(metafile.inputs).some((file) => file.includes('@aws-sdk/client-'));
  const times = Array.from({ length: ROUNDS }, () => [start(floor), start(outfile)] as const);
  const [bare, full] = [median(times.map(([t]) => t)), median(times.map(([, t]) => t))];
  const kilobytes = statSync(outfile).size / 1024;
  const budget = withSdk ? BUDGET.withSdk : BUDGET.without;
  const ratio = full / bare;
  const within = kilobytes <= budget.kilobytes && ratio <= budget.ratio;
  const row = [
    name.padEnd(44),
    kilobytes.toFixed(0).padStart(6),
    `${bare.toFixed(0)} ms`.padStart(8),
    `${full.toFixed(0)} ms`.padStart(8),
    ` ${ratio.toFixed(2)}`,
    within ? '' : ` over ${budget.kilobytes} KB or ${budget.ratio} ×`,
  ];
  console.log(row.join(' '));
  return { within, ratio };
}

function start(file: string): number {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['-e', `require(${JSON.stringify(file)})`]);
  if (status !== 0) throw new Error(`${file} does not load:\n${String(stderr)}`);
  return performance.now() - began;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
