import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ASVS_ITEMS } from './asvs-items.ts';
import { ROOT } from './serverless-yaml.ts';

const TEXT = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');

const testSources = ['packages', 'services', 'scripts', 'test']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts') && !name.includes('node_modules'))
      .map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
  )
  .join('\n');

/** Whether there is a test of exactly this name. */
const isTest = (name: string): boolean =>
  ["'", '"', '`'].some((quote) =>
    testSources.includes(`${quote}${name.replaceAll(quote, `\\${quote}`)}${quote}`),
  );

/** What is named in italics in a text. */
const italics = (text: string): string[] =>
  [...text.matchAll(/(?<![\w`])_([^_|]+)_(?![\w`])/g)].map(([, name = '']) => name.replaceAll(/\s+/g, ' '));

type Row = Readonly<{ items: readonly string[]; text: string }>;
const rows = [...TEXT.matchAll(/^- (\d[\d., –]*): ((?:.+\n?)(?: {2}.+\n?)*)/gm)].map(
  ([, items = '', text = '']): Row => ({ items: items.split(', ').flatMap(spellOut), text }),
);

/** `1.2.5–1.2.7` are three. */
function spellOut(range: string): string[] {
  const [first = '', last = first] = range.split('–');
  const section = first.slice(0, first.lastIndexOf('.'));
  const numberOf = (item: string): number => Number(item.slice(item.lastIndexOf('.') + 1));
  return Array.from(
    { length: numberOf(last) - numberOf(first) + 1 },
    (_, index) => `${section}.${numberOf(first) + index}`,
  );
}

describe('docs/security.md', () => {
  it('names tests that there are', () => {
    const names = italics(TEXT).filter((name) => name !== 'italics');
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name) => !isTest(name))).toEqual([]);
  });

  it('has every item of the standard once', () => {
    expect(rows.flatMap(({ items }) => items).toSorted()).toEqual(ASVS_ITEMS.toSorted());
  });

  it('has a proof, a place or a reason for every item', () => {
    const bare = rows.filter(
      ({ text }) => italics(text).length === 0 && !/\*\*(where|not here)\*\*: ./.test(text),
    );
    expect(bare).toEqual([]);
  });

  it('leads to pages and headings that there are', () => {
    const pages = [...TEXT.matchAll(/\]\(([\w./-]+\.md)\)/g)].map(([, page = '']) => page);
    expect(pages.filter((page) => !existsSync(join(ROOT, 'docs', page)))).toEqual([]);
    const sections = [...TEXT.matchAll(/\*\*where\*\*: "([^"]+)"/g)].map(([, name = '']) => name);
    expect(sections.filter((name) => !TEXT.includes(`**${name}.**`) && !TEXT.includes(`## ${name}`))).toEqual(
      [],
    );
  });
});
