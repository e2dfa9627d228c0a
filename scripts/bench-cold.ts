import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { packagingOptions } from './dependencies/packaging-options.ts';
import { complaints, START_RATIO } from './weight/budgets.ts';
import { type PackagedFunction, packagedFunctions, weighAll } from './weight/bundle.ts';

/**
 * Weighs every function as it is packaged and starts it in a fresh process, in turns with a bare handler (the floor). The ratio of the
 * medians is what counts; milliseconds differ from machine to machine. Fifteen rounds, because the slowest of so many medians says more of
 * chance than of a function when there are few; `pnpm bench:cold 7 orders` takes seven, of the functions of one service.
 */
const ROUNDS = Number(process.argv[2] ?? 15);
const only = process.argv[3] ?? '';
const root = dirname(import.meta.dirname);

const folder = mkdtempSync(join(tmpdir(), 'cartless-cold-'));
try {
  console.log(
    `${cpus()[0]?.model ?? 'unknown'} × ${cpus().length}, Node ${process.version}, load ${load()}, ${ROUNDS} rounds in turns`,
  );
  console.log(
    `${'function'.padEnd(36)} ${'KB'.padStart(5)} ${'floor'.padStart(8)} ${'start'.padStart(8)}  ratio (fastest and slowest quarter)`,
  );
  const floor = join(folder, 'floor.js');
  writeFileSync(floor, 'exports.handler = async () => ({ statusCode: 200 });\n');
  const sdk = row('the SDK alone', await bundledSdk(), floor);
  console.log(`${sdk.text}\n`);
  const results = [];
  for (const service of new Set(packagedFunctions(root).map((one) => one.service))) {
    if (!service.startsWith(only)) continue;
    const heavy = new Map(
      (await weighAll(root, service, folder)).functions.map((one) => [one.name, complaints(root, one)]),
    );
    for (const one of packagedFunctions(root).filter((other) => other.service === service))
      results.push(measured(one, heavy.get(one.name) ?? [], floor));
  }
  const slow = results.filter(({ ratio }) => ratio > START_RATIO);
  const over = results.filter(({ ratio, heavy }) => ratio > START_RATIO || heavy.length > 0);
  const worst = Math.max(...results.map(({ ratio }) => ratio));
  console.log(
    `\n${results.length} functions, slowest ${worst.toFixed(2)} × the floor, SDK alone ${sdk.ratio.toFixed(2)} ×; ` +
      `${slow.length} over ${START_RATIO} ×, ${over.length} over budget; load ${load()}`,
  );
} finally {
  rmSync(folder, { recursive: true });
}

/** The client of the table with all that packages/aggregate asks of it, and nothing of ours. */
async function bundledSdk(): Promise<string> {
  const outfile = join(folder, 'sdk.js');
  const commands = 'BatchGet BatchWrite Delete Get Put Query TransactWrite Update'.split(' ');
  const names = commands.map((name) => `${name}Command`).join(', ');
  await build({
    ...packagingOptions(root),
    stdin: {
      contents: `export { DynamoDBClient } from '@aws-sdk/client-dynamodb';
        export { DynamoDBDocumentClient, ${names} } from '@aws-sdk/lib-dynamodb';`,
      resolveDir: join(root, 'packages/aggregate/src'),
    },
    platform: 'node',
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

function measured({ name, handler }: PackagedFunction, heavy: readonly string[], floor: string) {
  const file = join(folder, handler.replace(/^services\/[^/]+\/src\//, '').replace(/\.ts$/, '.js'));
  const { text, ratio } = row(name, file, floor);
  const slow = ratio > START_RATIO ? [`over ${START_RATIO} ×`] : [];
  console.log([text, ...slow, ...heavy.map((complaint) => complaint.replace(`${name} `, ''))].join('  '));
  return { ratio, heavy };
}

function row(name: string, file: string, floor: string) {
  const times = Array.from({ length: ROUNDS }, () => [start(floor), start(file)] as const);
  const bare = times.map(([time]) => time).toSorted((a, b) => a - b);
  const full = times.map(([, time]) => time).toSorted((a, b) => a - b);
  const middle = at(bare, 0.5);
  const ratio = at(full, 0.5) / middle;
  const text = [
    name.padEnd(36),
    (statSync(file).size / 1024).toFixed(0).padStart(5),
    `${middle.toFixed(0)} ms`.padStart(8),
    `${at(full, 0.5).toFixed(0)} ms`.padStart(8),
    ` ${ratio.toFixed(2)} (${(at(full, 0.25) / middle).toFixed(2)}–${(at(full, 0.75) / middle).toFixed(2)})`,
  ].join(' ');
  return { text, ratio };
}

function start(file: string): number {
  const began = performance.now();
  // Without this machine's settings: a list of certificates in NODE_EXTRA_CA_CERTS is read anew by whoever loads TLS.
  const { status, stderr } = spawnSync(process.execPath, ['-e', `require(${JSON.stringify(file)})`], {
    env: {},
  });
  if (status !== 0) throw new Error(`${file} does not load:\n${String(stderr)}`);
  return performance.now() - began;
}

function load(): string {
  return loadavg()[0]?.toFixed(1) ?? '?';
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.floor((sorted.length - 1) * part)] ?? 0;
}
