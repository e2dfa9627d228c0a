import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = new URL('../../..', import.meta.url).pathname;
const FOLDERS = [
  'services/users',
  'services/orders/src',
  'packages/local-aws/src',
  'packages/domain/src',
  'packages/lambda/src',
  'packages/mailer/src',
  'test',
];

const testSources = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts') && !name.includes('node_modules'))
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
).join('\n');

describe('docs/security.md', () => {
  const text = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
  const named = [...text.matchAll(/(?<![\w`])_([^_|]+)_(?![\w`])/g)].map(([, name = '']) =>
    name.replaceAll(/\s+/g, ' '),
  );

  it('names tests that there are', () => {
    const sentences = named.filter((name) => name !== 'italics');
    expect(sentences.length).toBeGreaterThan(40);
    expect(sentences.filter((name) => !testSources.includes(name))).toEqual([]);
  });

  it('has a proof or a reason for every item', () => {
    const rows = text.split('\n').filter((line) => /^\| \d/.test(line));
    expect(rows.length).toBeGreaterThan(50);
    expect(
      rows.filter((row) => row.split('|').length !== 5 || (row.split('|')[2] ?? '').trim() === ''),
    ).toEqual([]);
  });
});
