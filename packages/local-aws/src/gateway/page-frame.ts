import type { Locale } from '@cartless/domain';
import { type Allowed, type Html, type Page, page } from '@cartless/html';
import { LOCAL_LOOK } from '@cartless/html/local-look';

const STYLE = `${LOCAL_LOOK}
  body { max-width: 60rem; margin: 0 auto; padding: var(--s8) var(--s4) var(--s16); } h1 { font-size: var(--size-page); }
  article { border: 1px solid var(--line); border-radius: var(--corner); background: var(--surface); padding: var(--s4); margin: var(--s4) 0; }
  article h2 { margin: 0; } td:empty { padding: 0; }
  @media (max-width: 40rem) { table, tbody, tr, td { display: block; } tr { border-bottom: 1px solid var(--line); padding: var(--s2) 0; }
    th { display: none; } td { border: 0; padding: .1rem 0; } }`;

/** What a developer's page has beside its text; its style adds to the common look. */
type More = Readonly<{ style?: string; script?: string; allow?: Allowed }>;

/** A developer's page, in the look that all of them share. */
export const pageFrame = (
  locale: Locale,
  title: string,
  body: Html,
  { style = '', ...more }: More = {},
): Page => page({ language: locale, title, style: STYLE + style, body, ...more });
