import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ASVS_ITEMS } from './asvs-items.ts';
import { hasTest, SECURITY_PAGE, securityRows, testNamesIn } from './security-page.ts';

const ROOT = join(import.meta.dirname, '..');

const testSources = ['packages', 'services', 'scripts', 'test']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts') && !name.includes('node_modules'))
      .map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
  )
  .join('\n');

const isTest = (name: string): boolean => hasTest(testSources, name);
const rows = securityRows();

describe('docs/security.md', () => {
  it('names tests that there are', () => {
    const names = testNamesIn(SECURITY_PAGE).filter((name) => name !== 'italics');
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name) => !isTest(name))).toEqual([]);
  });

  it('has every item of the standard once', () => {
    expect(rows.flatMap(({ items }) => items).toSorted()).toEqual(ASVS_ITEMS.toSorted());
  });

  it('has a proof, a place or a reason for every item', () => {
    const bare = rows.filter(
      ({ text }) => testNamesIn(text).length === 0 && !/\*\*(where|not here)\*\*: ./.test(text),
    );
    expect(bare).toEqual([]);
  });

  it('leads to pages and headings that there are', () => {
    const pages = [...SECURITY_PAGE.matchAll(/\]\(([\w./-]+\.md)\)/g)].map(([, page = '']) => page);
    expect(pages.filter((page) => !existsSync(join(ROOT, 'docs', page)))).toEqual([]);
    const sections = [...SECURITY_PAGE.matchAll(/\*\*where\*\*: "([^"]+)"/g)].map(([, name = '']) => name);
    expect(
      sections.filter(
        (name) => !SECURITY_PAGE.includes(`**${name}.**`) && !SECURITY_PAGE.includes(`## ${name}`),
      ),
    ).toEqual([]);
  });
});
