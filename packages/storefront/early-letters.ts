import type { Plugin } from 'vite';

/** The letters of English titles and prices; those of other languages are loaded when one of them is shown. */
const LETTERS = /bricolage-grotesque-latin-600-normal.*\.woff2$/;

/**
 * Has the letters of titles loaded with the first scripts. A browser asks for letters when text in them is shown, and until they are there
 * shows others, which are wider: lines break elsewhere, and what is below moves.
 */
export const earlyLetters = (): Plugin => ({
  name: 'early-letters',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle = {} }) {
      const file = Object.values(bundle).find(({ fileName }) => LETTERS.test(fileName));
      if (file === undefined)
        throw new Error('the site has no letters of titles: what is their file called now?');
      const attrs = {
        rel: 'preload',
        as: 'font',
        type: 'font/woff2',
        crossorigin: true,
        href: `/${file.fileName}`,
      };
      return [{ tag: 'link', attrs, injectTo: 'head' }];
    },
  },
});
