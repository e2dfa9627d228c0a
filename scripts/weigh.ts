import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle, bytesByFile, ownerOf, packagedFunctions, shortName, wayTo } from './weight/bundle.ts';
import { loadProfile } from './weight/load-profile.ts';

/**
 * What a function weighs as it is packaged, and what takes time when it is loaded, by package and by file.
 * `pnpm weigh list-products`; with `--why event-streams`, who brings in the files whose names have that in them.
 */
const root = dirname(import.meta.dirname);
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { why: { type: 'string' }, rounds: { type: 'string', default: '9' } },
});
const wanted = positionals.join(' ');
const found = packagedFunctions(root).filter(({ name }) => name === wanted || name.split(' ')[1] === wanted);
const [chosen] = found;
if (chosen === undefined || found.length > 1) {
  const names = (found.length > 1 ? found : packagedFunctions(root)).map(({ name }) => name);
  throw new Error(`Say which function: pnpm weigh ${names.join('\n               pnpm weigh ')}`);
}

const folder = mkdtempSync(join(tmpdir(), 'cartless-weigh-'));
try {
  const metafile = await bundle(root, chosen, join(folder, 'packaged.js'));
  const bytes = bytesByFile(metafile);
  if (values.why !== undefined) {
    for (const file of bytes.keys())
      if (file.includes(values.why)) console.log(`${wayTo(metafile, file).map(shortName).join('\n  → ')}\n`);
  } else {
    const readable = join(folder, 'readable.js');
    await bundle(root, chosen, readable, { minify: false });
    report(bytes, loadProfile(readable, Number(values.rounds)));
  }
} finally {
  rmSync(folder, { recursive: true });
}

function report(bytes: ReadonlyMap<string, number>, times: ReadonlyMap<string, number>): void {
  const files = [...new Set([...bytes.keys(), ...times.keys()])].map((file) => ({
    file,
    bytes: bytes.get(file) ?? 0,
    ms: times.get(file) ?? 0,
  }));
  const owners = Map.groupBy(files, ({ file }) => (file.includes('/') ? ownerOf(file) : file));
  table(
    'package',
    [...owners].map(([name, all]) => ({ name, bytes: sum(all, 'bytes'), ms: sum(all, 'ms') })),
  );
  table(
    'file',
    files.map(({ file, ...rest }) => ({ name: shortName(file), ...rest })),
  );
  console.log(
    `\n${kilobytes(sum(files, 'bytes'))} KB, ${sum(files, 'ms').toFixed(1)} ms under the profiler, which slows it down`,
  );
}

type Row = Readonly<{ name: string; bytes: number; ms: number }>;

function table(title: string, rows: readonly Row[]): void {
  console.log(`\n${'KB'.padStart(7)} ${'ms'.padStart(6)}  ${title}`);
  const weight = ({ bytes, ms }: Row) => bytes / 1024 / 8 + ms;
  for (const { name, bytes, ms } of rows.toSorted((a, b) => weight(b) - weight(a)).slice(0, 40))
    console.log(`${kilobytes(bytes).padStart(7)} ${ms.toFixed(2).padStart(6)}  ${name}`);
}

function kilobytes(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}

function sum<K extends string>(rows: readonly Readonly<Record<K, number>>[], key: K): number {
  return rows.reduce((all, row) => all + row[key], 0);
}
