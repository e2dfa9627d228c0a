import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { idle, refusing } from './refusing.ts';

/** What the shop calls of Stripe, by the files of its client. A call of anything else refuses loudly. */
export const CALLED = ['Checkout/index.js', 'Checkout/Sessions.js', 'Disputes.js', 'OAuth.js', 'Refunds.js'];

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
        : { contents: idle('stripe', classesIn(await readFile(path, 'utf8'))), loader: 'js' };
    });
    // A list of all resources beside the client's own members.
    build.onLoad({ filter: /\/stripe\/esm\/resources\.js$/ }, () => ({
      contents: `export { OAuthResource } from './resources/OAuth.js';`,
      loader: 'js',
    }));
    build.onLoad({ filter: /\/stripe\/esm\/StripeEventNotificationHandler\.js$/ }, () => ({
      contents: refusing('stripe', ['StripeEventNotificationHandler']),
      loader: 'js',
    }));
  },
};

/** The names of the classes of a file. */
const classesIn = (text: string): string[] =>
  [...text.matchAll(/^export (?:class|const|function) (\w+)/gm)].map(([, name = '']) => name);
