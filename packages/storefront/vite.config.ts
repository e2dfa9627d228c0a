import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compiledTexts } from './compiled-texts.ts';
import { earlyLetters } from './early-letters.ts';
import { earlyScript } from './early-script.ts';

/** Where the shop's API is while pages are worked on with `vite`; `pnpm dev` serves what was built. */
const shop = process.env['SHOP_URL'] ?? 'http://localhost:4000';

/** What `src/early.ts` imports. */
const EARLY =
  /src\/(app\/early-answers|shop\/shelves|texts\/(load-texts|text-files|current-locale))\.ts$|domain\/src\/locale\.ts$|vite\/preload-helper/;

/**
 * What several pages share comes in one file for each of these, not in one for each module: a telephone waits for each file that it asks for, and
 * the first script has to name them all.
 */
const SHARED = [
  {
    name: 'goods',
    test: /src\/(shop\/(product-card|price|product)|design\/pill)\.tsx?$|api-client\/src\/format-money/,
  },
  {
    name: 'parts',
    test: /src\/design\/(card|page-head|field|more-button|not-yet|table)\.tsx$|useMutation|useInfiniteQuery/,
  },
  {
    name: 'forms',
    test: /src\/(app\/(send-form|wish-key)|account\/(logged-in|new-password-field|email-form|account-room))\.tsx?$/,
  },
  { name: 'addresses', test: /src\/account\/(address-form|address-text|home-country)\.tsx?$/ },
  { name: 'gate', test: /src\/account\/(log-in|register|forgot-password|reset-password)-page\.tsx$/ },
  { name: 'account', test: /src\/account\/(profile|security|addresses)-page\.tsx$/ },
  {
    name: 'order',
    test: /src\/orders\/(time-line|status-pill|titles|order-query|orders\.module)\.|checkout\/order-key|format-time/,
  },
];

// Tests and scripts may run as something else; what is built is for people.
if (process.argv.includes('build')) process.env['NODE_ENV'] = 'production';

export default defineConfig({
  plugins: [react(), compiledTexts(), earlyScript(), earlyLetters()],
  // Only the whole of a file of texts is asked for.
  json: { namedExports: false },
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
            { name: 'early-parts', test: EARLY, priority: 20 },
            { name: 'frame', test: /src\/main\.tsx$/, priority: 19 },
            ...SHARED.map((shared, n) => ({ ...shared, priority: 10 - n })),
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
