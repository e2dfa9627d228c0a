import { readFile } from 'node:fs/promises';
import compile from 'icu-minify/compile';
import type { Plugin } from 'vite';

/**
 * Compiles the messages of `texts/` (ICU) when the site is built, so that no page carries a parser of them: 14 KB less for each
 * visitor. The half of use-intl that reads messages as they are written is left out with it.
 */
export const compiledTexts = (): Plugin => ({
  name: 'compiled-texts',
  enforce: 'pre',
  config: () => ({
    resolve: { alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } },
    optimizeDeps: { exclude: ['use-intl'] },
  }),
  async load(id) {
    if (!/\/texts\/[^/]+\/[^/]+\.json$/.test(id)) return null;
    return JSON.stringify(compiled(JSON.parse(await readFile(id, 'utf8'))));
  },
});

const compiled = (texts: object): object =>
  Object.fromEntries(
    Object.entries(texts).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string' ? compile(value) : compiled(value as object),
    ]),
  );
