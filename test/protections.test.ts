import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PROTECTIONS } from '../scripts/mutation/protections.ts';
import { securityRows, testNamesIn, hasTest } from './security-page.ts';

const ROOT = join(import.meta.dirname, '..');

/** They start a whole shop, some of them with a browser, which takes minutes; the rows that name them name others besides. */
const WHOLE_SHOP = [
  '%s are refused by all services',
  'are needed by every route that was not decided to be for anybody',
  'bears the security headers, whoever serves it',
  'is left nowhere when all orders have come to their ends, but on the invoice',
  'lets the token of %s into the routes that were decided for it, and no other',
  'run nothing but their own, and what was typed into the shop stays text',
];

const read = (file: string): string =>
  existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : '';
const rows = securityRows();

describe('a protection that is taken out', () => {
  it('stands once in its file', () => {
    const amiss = PROTECTIONS.filter(({ file, remove }) => read(file).split(remove).length !== 2);
    expect(amiss).toEqual([]);
    expect(PROTECTIONS.filter(({ remove, without }) => remove === without)).toEqual([]);
  });

  it('has a test of its name in its file', () => {
    expect(PROTECTIONS.filter(({ tests, named }) => !hasTest(read(tests), named))).toEqual([]);
  });

  it('is of items whose rows name the test', () => {
    const amiss = PROTECTIONS.flatMap(({ items, named }) =>
      items
        .split(', ')
        .filter(
          (item) => !rows.some((row) => row.items.includes(item) && testNamesIn(row.text).includes(named)),
        )
        .map((item) => `${item}: ${named}`),
    );
    expect(amiss).toEqual([]);
  });

  it('is there for every test that a row names, but for those of the whole shop', () => {
    const proved = new Set(PROTECTIONS.map(({ named }) => named));
    const names = new Set(rows.flatMap(({ text }) => testNamesIn(text)));
    expect([...names].filter((name) => !proved.has(name)).toSorted()).toEqual(WHOLE_SHOP);
  });

  it('is there for every row that names a test', () => {
    const items = new Set(PROTECTIONS.flatMap((protection) => protection.items.split(', ')));
    const bare = rows.filter(
      (row) => testNamesIn(row.text).length > 0 && !row.items.some((item) => items.has(item)),
    );
    expect(bare.map((row) => row.items.join(', '))).toEqual([]);
  });
});
