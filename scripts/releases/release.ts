import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { releasedDocument } from '../docs/released-documents.ts';
import { type Generated, staleFiles, writeFiles } from '../docs/generated.ts';
import { partChanges } from './part-changes.ts';
import { type Releasable, releasables, waitingChanges } from './releasable.ts';

const CHANGESETS = createRequire(import.meta.url).resolve('@changesets/cli/bin.js');

/** What a release is made with. */
export type Making = Readonly<{
  /** Makes the generated documents; those in the project have to be up to date before. */
  generate: (root: string) => Promise<Generated>;
  /** Makes what else is kept of a service, by path, for later releases to be tried with. */
  record: (root: string, short: string) => Promise<ReadonlyMap<string, string>>;
}>;

/**
 * Releases one service, or one published package: raises its version by what waits in `.changeset`, writes that into its changelog, keeps the
 * contract that others rely on from now on and what it tells them, commits and tags `orders@1.4.0`. The others stay as they are.
 *
 * @throws Error saying what stands in the way, all at once; nothing has changed then
 */
export async function release(root: string, short: string, { generate, record }: Making): Promise<string> {
  const all = releasables(root);
  const one = all.find((candidate) => candidate.short === short);
  if (one === undefined)
    throw new Error(
      `There is no "${short}" to release. There are ${all.map((known) => known.short).join(', ')}.`,
    );
  const obstacles = [
    ...changedFiles(root),
    ...(await missingChanges(root, one)),
    ...(await outdated(root, generate)),
  ];
  if (obstacles.length > 0) throw new Error([`${short} cannot be released:`, ...obstacles].join('\n- '));

  const recorded = await record(root, short);
  await partChanges(root, one.name);
  const others = all.filter(({ name }) => name !== one.name).flatMap(({ name }) => ['--ignore', name]);
  run(root, process.execPath, [CHANGESETS, 'version', ...others]);
  writeFiles(root, new Map([...(await generate(root)).files, ...recorded]));
  const document = join(root, one.folder, 'openapi.json');
  if (existsSync(document)) {
    mkdirSync(dirname(join(root, releasedDocument(one.folder))), { recursive: true });
    copyFileSync(document, join(root, releasedDocument(one.folder)));
  }
  const { version } = releasables(root).find(({ name }) => name === one.name) ?? one;
  const tag = `${short}@${version}`;
  run(root, 'git', ['add', '--all']);
  run(root, 'git', ['commit', '--quiet', '--message', `Release ${tag}`]);
  run(root, 'git', ['tag', '--annotate', tag, '--message', tag]);
  return tag;
}

const changedFiles = (root: string): string[] =>
  run(root, 'git', ['status', '--porcelain']) === ''
    ? []
    : ['There are changes that are not committed. Commit them, or put them away by "git stash".'];

async function missingChanges(root: string, { short, name }: Releasable): Promise<string[]> {
  const waiting = (await waitingChanges(root)).get(name);
  if (waiting !== undefined && waiting.size !== 'none') return [];
  return [
    `Nothing waits to be released with ${short}. Say what has changed: "npx -y pnpm@12 exec changeset".`,
  ];
}

async function outdated(root: string, generate: (root: string) => Promise<Generated>): Promise<string[]> {
  const { files, problems } = await generate(root);
  return [
    ...problems,
    ...[...staleFiles(root, files).keys()].map(
      (path) => `${path} is out of date. Run "npx -y pnpm@12 run docs" and commit what it writes.`,
    ),
  ];
}

/** @throws Error with all that it wrote when it fails */
function run(root: string, command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0)
    throw new Error(
      `${command} ${args.join(' ')} failed; undo what is half done by "git restore .":\n${stdout}${stderr}`,
    );
  return stdout.trim();
}
