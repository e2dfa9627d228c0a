import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';

type Chunk = Readonly<{ file: string; imports?: string[]; css?: string[]; isEntry?: boolean; src?: string }>;
type Manifest = Readonly<Record<string, Chunk>>;

const site = dirname(import.meta.dirname);

/** What the first page may load before it can be used, in thousands of bytes after gzip; ADR 76 says what it consists of. */
const FRAME = 110;
/** What a page of the shop may add to it. */
const PAGE = 6;

describe('the weight of the site', () => {
  let folder: string;
  let manifest: Manifest;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cartless-site-'));
    const vite = join(site, 'node_modules/.bin/vite');
    execFileSync(vite, ['build', '--manifest', '--logLevel', 'error', '--outDir', folder, '--bypass-lock'], {
      cwd: site,
    });
    manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** All files of script that a chunk brings along, itself too. */
  const filesOf = (name: string, seen = new Set<string>()): Set<string> => {
    const chunk = manifest[name];
    if (chunk === undefined || seen.has(chunk.file)) return seen;
    seen.add(chunk.file);
    for (const other of chunk.imports ?? []) filesOf(other, seen);
    return seen;
  };
  const weightOf = (files: Iterable<string>): number =>
    [...files].reduce(
      (sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length,
      0,
    ) / 1000;
  /** The scripts that the page names, and all that they bring along. */
  const entry = (): Set<string> => {
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    const named = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file);
    const chunks = Object.keys(manifest).filter((name) => named.includes(manifest[name]?.file));
    return chunks.reduce((seen, name) => filesOf(name, seen), new Set<string>());
  };
  const added = (page: string): number => weightOf([...filesOf(page)].filter((file) => !entry().has(file)));

  it('is no more before the first page than was decided', () => {
    expect(weightOf(entry())).toBeGreaterThan(FRAME - 5);
    expect(weightOf(entry())).toBeLessThanOrEqual(FRAME);
  });

  it.each(['home', 'search', 'product'])('is little for the page %s of the shop', (name) => {
    const page = `src/shop/${name}-page.tsx`;
    expect(existsSync(join(site, page))).toBe(true);
    expect(added(page)).toBeGreaterThan(0);
    expect(added(page)).toBeLessThanOrEqual(PAGE);
    // Each file is waited for: its own, what it shares with others, and the frame's three.
    expect(filesOf(page).size).toBeLessThanOrEqual(7);
  });

  it('is next to nothing for what runs first, which the page names first', () => {
    const early = manifest['src/early.ts']?.file ?? '';
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    expect(page.indexOf(early)).toBe(page.indexOf('assets/'));
    expect(weightOf(filesOf('src/early.ts'))).toBeLessThanOrEqual(4);
  });

  it('has nothing of the console, of charts or of dialogs in what everybody loads', () => {
    const script = [...entry()].map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
    expect(script).not.toMatch(/uplot|u-legend/i);
    expect(script).not.toContain('base-ui');
    // Its pages are not even named.
    expect(script).not.toContain('reports-page');
  });
});
