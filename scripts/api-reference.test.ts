import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

describe('the references as static files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-reference-'));
  const root = dirname(import.meta.dirname);
  execFileSync(process.execPath, ['scripts/api-reference.ts', folder], { cwd: root, stdio: 'pipe' });
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

  it('are one of the API and one of the events, in both languages', () => {
    const pages = readdirSync(folder).filter((file) => file.endsWith('.html'));
    expect(pages.toSorted()).toEqual(['events.html', 'events.zh-CN.html', 'index.html', 'index.zh-CN.html']);
    expect(read('index.zh-CN.html')).toContain('<html lang="zh-CN">');
    expect(read('events.zh-CN.html')).toContain('<html lang="zh-CN">');
  });

  it.each(['index.html', 'index.zh-CN.html', 'events.html', 'events.zh-CN.html'])(
    'lead from %s only to what is there',
    (page) => {
      const leads = [...read(page).matchAll(/(?:href|src)="([^"#]+)"/g)].map(([, file = '']) => file);
      const missing = leads.filter((file) => !file.startsWith('data:') && !existsSync(join(folder, file)));
      expect(missing).toEqual([]);
    },
  );

  it('lead from each to the other, and to their documents', () => {
    expect(read('index.html')).toContain('href="events.html"');
    expect(read('index.html')).toContain('openapi.json');
    expect(read('events.html')).toContain('href="index.html"');
    expect(read('events.html')).toContain('href="asyncapi.json"');
    expect(existsSync(join(folder, 'openapi.json'))).toBe(true);
  });
});
