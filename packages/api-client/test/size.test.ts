import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';

const LIMIT = 10 * 1024;

describe('the client in a browser', () => {
  it('weighs at most 10 KB, all of it, and depends on nothing', async () => {
    const contents = "export * from './index.ts'; export * from './query.ts';";
    const { outputFiles, metafile } = await build({
      stdin: { contents, resolveDir: join(import.meta.dirname, '../src') },
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      metafile: true,
      write: false,
    });
    const [bundle] = outputFiles;
    expect(gzipSync(bundle?.contents ?? '', { level: 9 }).byteLength).toBeLessThanOrEqual(LIMIT);
    const packages = Object.keys(metafile.inputs).flatMap(
      (path) => /.*node_modules\/((@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
    );
    expect([...new Set(packages)]).toEqual([]);
  });
});
