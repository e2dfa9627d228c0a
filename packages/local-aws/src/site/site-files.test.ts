import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SITE_POLICY } from '@cartless/html';
import { siteFile, siteFolder } from './site-files.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'site-'));
  await mkdir(join(siteFolder(root), 'assets'), { recursive: true });
  await writeFile(join(siteFolder(root), 'index.html'), '<!doctype html>');
  await writeFile(join(siteFolder(root), 'assets/index-1a2b.js'), 'run()');
  await writeFile(join(root, 'secret.txt'), 'secret');
});
afterEach(() => rm(root, { recursive: true }));

describe('a file of the site', () => {
  it('is served under the policy of the site, and asked for anew each time, when it is a page', async () => {
    const { headers } = (await siteFile(root, '/index.html')) ?? {};
    expect(headers).toMatchObject({ 'Content-Security-Policy': SITE_POLICY, 'cache-control': 'no-cache' });
  });

  it('is kept by browsers for good when it is named after its content', async () => {
    const { headers } = (await siteFile(root, '/assets/index-1a2b.js')) ?? {};
    expect(headers).toMatchObject({ 'cache-control': expect.stringContaining('immutable') });
  });

  it.each([
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
  ])('is compressed for whoever takes it so: %s', async (encodings, encoding, unpack) => {
    const { body, headers } = (await siteFile(root, '/index.html', encodings)) ?? {};
    expect(headers).toMatchObject({ 'content-encoding': encoding, vary: 'accept-encoding' });
    expect(unpack(body ?? '').toString()).toBe('<!doctype html>');
  });

  it('is as it lies there for whoever takes nothing else', async () => {
    const { body, headers } = (await siteFile(root, '/index.html', 'identity')) ?? {};
    expect(headers).not.toHaveProperty('content-encoding');
    expect(body?.toString()).toBe('<!doctype html>');
  });

  it.each(['/nothing.js', '/assets', '/../../../secret.txt', '/assets/../../../../secret.txt', '/index.exe'])(
    'is not %s',
    async (path) => {
      expect(await siteFile(root, path)).toBeUndefined();
    },
  );
});

describe('the policy of the site', () => {
  it('lets nothing run or look in any way that stands in a page', () => {
    expect(SITE_POLICY).not.toMatch(/unsafe|data:.*script|\*/);
  });
});
