import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { leanPng } from './lean-png.ts';

const folder = mkdtempSync(join(tmpdir(), 'cartless-png-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('a picture is packed by Node, and nothing that reads pictures is packaged', async () => {
  const outfile = join(folder, 'picture.js');
  await build({
    stdin: {
      contents: `import { encode } from 'fast-png';
        process.stdout.write(Buffer.from(encode({ width: 2, height: 1, data: new Uint8Array([1, 2, 3, 4, 5, 6]), channels: 3, depth: 8 })).toString('base64'));`,
      resolveDir: join(import.meta.dirname, '../../../mailer/src'),
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    plugins: [leanPng],
  });
  const png = Buffer.from(execFileSync(process.execPath, [outfile], { encoding: 'utf8' }), 'base64');
  const data = png.indexOf('IDAT');
  expect([...inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)))]).toEqual([
    0, 1, 2, 3, 4, 5, 6,
  ]);
  expect(readFileSync(outfile, 'utf8')).not.toMatch(/decode_interlace_adam7|class PngDecoder/);
});
