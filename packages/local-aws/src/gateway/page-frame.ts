import type { Locale } from '@cartless/domain';
import { type Allowed, type Html, type Page, page } from '@cartless/html';

const STYLE = `
  :root { color-scheme: light dark; --edge: #8885; --ink: #14532d; }
  @media (prefers-color-scheme: dark) { :root { --ink: #86efac; } }
  body { font: 16px/1.55 system-ui, sans-serif; max-width: 60rem; margin: 2.5rem auto; padding: 0 1rem; }
  a { color: var(--ink); } h1 { margin-bottom: 0; } h2 { margin-top: 2rem; font-size: 1.1rem; }
  table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .45rem .8rem .45rem 0;
  border-bottom: 1px solid var(--edge); } code { background: #8882; padding: .1rem .3rem; border-radius: 4px; }
  article { border-bottom: 1px solid var(--edge); padding: 1rem 0; } pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  time, .quiet { opacity: .7; } button { font: inherit; padding: .3rem .8rem; }`;

/** What a developer's page has beside its text; its style adds to the common look. */
type More = Readonly<{ style?: string; script?: string; allow?: Allowed }>;

/** A developer's page, in the look that all of them share. */
export const pageFrame = (
  locale: Locale,
  title: string,
  body: Html,
  { style = '', ...more }: More = {},
): Page => page({ language: locale, title, style: STYLE + style, body, ...more });
