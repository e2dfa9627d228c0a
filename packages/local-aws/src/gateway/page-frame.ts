import type { Locale } from '@cartless/domain';

const STYLE = `
  :root { color-scheme: light dark; --edge: #8885; --ink: #14532d; }
  @media (prefers-color-scheme: dark) { :root { --ink: #86efac; } }
  body { font: 16px/1.55 system-ui, sans-serif; max-width: 60rem; margin: 2.5rem auto; padding: 0 1rem; }
  a { color: var(--ink); } h1 { margin-bottom: 0; } h2 { margin-top: 2rem; font-size: 1.1rem; }
  table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .45rem .8rem .45rem 0;
  border-bottom: 1px solid var(--edge); } code { background: #8882; padding: .1rem .3rem; border-radius: 4px; }`;

/** Wraps the body of a developer's page. The body is trusted: escape what comes from outside. */
export const pageFrame = (locale: Locale, title: string, body: string): string =>
  `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${title}</title>` +
  `<meta name="viewport" content="width=device-width,initial-scale=1"><style>${STYLE}</style></head>` +
  `<body>${body}</body></html>`;

/** Makes text safe inside HTML. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
