import { runInNewContext } from 'node:vm';
import { expect, it } from '@jest/globals';
import { build } from 'esbuild';

it('runs in a browser, where nothing of Node is', async () => {
  const { outputFiles, warnings } = await build({
    entryPoints: [new URL('./index.ts', import.meta.url).pathname],
    bundle: true,
    // All of it, as a page gets it that is not bundled yet.
    treeShaking: false,
    ignoreAnnotations: true,
    format: 'iife',
    globalName: 'domain',
    platform: 'browser',
    write: false,
    logLevel: 'silent',
  });
  expect(warnings).toEqual([]);
  const found: unknown = runInNewContext(
    `${outputFiles[0]?.text};
    JSON.stringify([
      domain.mailboxOf('mei+1@中文.com'),
      domain.readPhoneNumber('138 0013 8000', 'CN'),
      domain.currentTrace() === undefined && domain.withTrace(domain.continueTrace(), () => 'untraced'),
    ])`,
    { URL, crypto },
  );
  expect(JSON.parse(String(found))).toEqual(['mei@xn--fiq228c.com', '+8613800138000', 'untraced']);
});
