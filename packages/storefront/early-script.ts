import type { Plugin } from 'vite';

/**
 * Names `src/early.ts` in the page before all other scripts. It is a chunk of its own, so that it runs while the large ones are still
 * coming.
 */
export const earlyScript = (): Plugin => ({
  name: 'early-script',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle = {} }) {
      const early = Object.values(bundle).find(
        (one) => one.type === 'chunk' && one.isEntry && one.name === 'early',
      );
      if (early === undefined) throw new Error('the site has no chunk of its own named “early”');
      const attrs = { type: 'module', crossorigin: true, src: `/${early.fileName}` };
      return [{ tag: 'script', attrs, injectTo: 'head-prepend' }];
    },
  },
});
