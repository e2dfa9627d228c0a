import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from './serverless-yaml.ts';

const scriptsIn = (folder: string): Readonly<Record<string, string>> => {
  const text = readFileSync(join(ROOT, folder, 'package.json'), 'utf8');
  return (JSON.parse(text) as { scripts: Record<string, string> }).scripts;
};
const scripts = scriptsIn('');
/** What pnpm has by itself. */
const OF_PNPM = ['add', 'exec', 'install', 'licenses'];
/** What people are told to type: not what was decided once, and not what is generated from code. */
const PAGES = globSync(['README.md', 'docs/*.md', 'docs/{guides,runbooks}/*.md', 'services/*/README.md'], {
  cwd: ROOT,
});

type Command = Readonly<{ page: string; script: string; flags: readonly string[] }>;

/** All commands of pnpm that a page shows, in blocks or in a sentence. */
const commandsOf = (page: string): Command[] =>
  [
    ...readFileSync(join(ROOT, page), 'utf8').matchAll(
      /(?<=[`\n|&]\s*|&& )(?:npx -y pnpm@12|pnpm) (?:run )?([a-z][a-z:-]*)([^`\n]*)/g,
    ),
  ].map(([, script = '', rest = '']) => ({
    page,
    script,
    flags: [...(rest.split(' # ')[0] ?? '').matchAll(/(?<=\s)--([a-z-]+)/g)].map(([, flag = '']) => flag),
  }));

/** The text of a script and of what it imports of its own. */
function sourceOf(script: string): string {
  const file = /[\w/.-]+\.ts/.exec(scripts[script] ?? '')?.[0];
  if (file === undefined) return '';
  const main = join(ROOT, existsSync(join(ROOT, file)) ? file : join('scripts', file));
  const text = readFileSync(main, 'utf8');
  const imported = [...text.matchAll(/from '(\.[^']+)'/g)].map(([, path = '']) => join(dirname(main), path));
  return [text, ...imported.map((path) => readFileSync(path, 'utf8'))].join('\n');
}

const COMMANDS = PAGES.flatMap(commandsOf);

describe('a command that a page shows', () => {
  it('is there', () => {
    expect(COMMANDS.length).toBeGreaterThan(100);
    const unknown = COMMANDS.filter(({ page, script }) => {
      // The page of a service is read in its folder.
      const own = page.startsWith('services/') ? scriptsIn(dirname(page)) : {};
      return ![...OF_PNPM, ...Object.keys(scripts), ...Object.keys(own)].includes(script);
    });
    expect(unknown).toEqual([]);
  });

  it('is a script, because a newcomer may have a Node that reads no TypeScript', () => {
    const bare = PAGES.filter((page) => /\bnode \S+\.ts\b/.test(readFileSync(join(ROOT, page), 'utf8')));
    expect(bare).toEqual([]);
  });

  it('has the options that the page gives it', () => {
    const given = COMMANDS.filter(({ flags, script }) => flags.length > 0 && script in scripts);
    expect(given.length).toBeGreaterThan(30);
    const unknown = given.flatMap(({ page, script, flags }) => {
      const source = sourceOf(script);
      return flags
        .filter((flag) => !new RegExp(`(^|\\s)'?(--)?${flag}'?(:| |,|\\))`, 'm').test(source))
        .map((flag) => `${page}: pnpm ${script} has no --${flag}`);
    });
    expect(unknown).toEqual([]);
  });
});
