import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { idle } from './refusing.ts';

/** What the shop calls of Stripe, by the files of its client. A call of anything else refuses loudly. */
export const CALLED = ['Checkout/index.js', 'Checkout/Sessions.js', 'Disputes.js', 'OAuth.js', 'Refunds.js'];

/** What is beside the calls themselves and is for others: events that we verify ourselves, the web's `fetch` and `crypto`. */
const FOR_OTHERS =
  /\/stripe\/esm\/(?:Webhooks|StripeEventNotificationHandler|net\/FetchHttpClient|crypto\/SubtleCryptoProvider)\.js$/;

/** What runs on Node, and takes parts of it by names. */
const ON_NODE = /\/stripe\/esm\/(?:crypto|net|platform)\/Node\w+\.js$/;

/**
 * Packages Stripe's client without the hundred resources that the shop does not call: it makes them all, whether they are called or
 * not, and they are three quarters of its weight.
 */
export const leanStripe: Plugin = {
  name: 'lean-stripe',
  setup(build) {
    build.onLoad({ filter: /\/stripe\/esm\/resources\/.*\.js$/ }, async ({ path }) => {
      const [, resource = ''] = path.split('/esm/resources/');
      return CALLED.includes(resource)
        ? undefined
        : { contents: idle('stripe', namesIn(await readFile(path, 'utf8'))), loader: 'js' };
    });
    // A list of all resources beside the client's own members.
    build.onLoad({ filter: /\/stripe\/esm\/resources\.js$/ }, () => ({
      contents: `export { OAuthResource } from './resources/OAuth.js';`,
      loader: 'js',
    }));
    build.onLoad({ filter: FOR_OTHERS }, async ({ path }) => ({
      contents: idle('stripe', namesIn(await readFile(path, 'utf8'))),
      loader: 'js',
    }));
    // A decimal number stays the string that it is sent as; the shop reads none. What calculates with them is 5 KB.
    build.onLoad({ filter: /\/stripe\/esm\/Decimal\.js$/ }, () => ({
      contents: 'export const Decimal = { from: (text) => text };',
      loader: 'js',
    }));
    // `import * as crypto` copies every name of a module of Node into an object: 1.5 ms for seven of them.
    build.onLoad({ filter: ON_NODE }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll(
        /^import \* as (\w+) from ('[a-z]+');$/gm,
        'const $1 = require($2);',
      ),
      loader: 'js',
    }));
  },
};

/** What a file exports. */
const namesIn = (text: string): string[] =>
  [...text.matchAll(/^export (?:class|const|function) (\w+)/gm)].map(([, name = '']) => name);
