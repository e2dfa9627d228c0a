import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compiledTexts } from './compiled-texts.ts';
import { earlyScript } from './early-script.ts';

/** Where the shop's API is while pages are worked on with `vite`; `pnpm dev` serves what was built. */
const shop = process.env['SHOP_URL'] ?? 'http://localhost:4000';

/** What `src/early.ts` imports. */
const EARLY =
  /src\/(app\/early-answers|shop\/shelves|texts\/(load-texts|text-files|current-locale))\.ts$|domain\/src\/locale\.ts$|vite\/preload-helper/;

// Tests and scripts may run as something else; what is built is for people.
if (process.argv.includes('build')) process.env['NODE_ENV'] = 'production';

export default defineConfig({
  plugins: [react(), compiledTexts(), earlyScript()],
  // Fields are described for documents alone.
  define: { FIELDS_DESCRIBED: 'false' },
  build: {
    target: 'es2023',
    rolldownOptions: {
      input: { index: 'index.html', early: 'src/early.ts' },
      // What everybody loads is one file, but for what the early script needs: that comes before it.
      output: {
        codeSplitting: {
          groups: [
            { name: 'early-parts', test: EARLY, priority: 2 },
            { name: 'frame', test: /src\/main\.tsx$/, priority: 1 },
          ],
        },
      },
    },
    // No script stands in the page, so that the policy can refuse all that do.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // What the libraries in the scripts ask for: their notices, beside them.
    license: { fileName: 'licences.txt' },
  },
  server: {
    proxy: {
      '/': {
        target: shop,
        // What a page calls is the shop's; the page itself and its parts are made here.
        bypass: ({ url, headers }) =>
          headers['sec-fetch-dest'] === 'empty' || /^\/(images|verify)[/?]/.test(url ?? '') ? undefined : url,
      },
    },
  },
});
