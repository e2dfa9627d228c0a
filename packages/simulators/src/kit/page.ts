import { type Html, html, page as htmlPage } from '@cartless/html';
import { LOCAL_LOOK } from '@cartless/html/local-look';
import type { Answer } from './answer.ts';
import type { Language } from './language.ts';
import type { Refusal } from './refusal.ts';

const STYLE = `${LOCAL_LOOK}
main { max-width: 34rem; margin: var(--s8) auto; padding: var(--s6); background: var(--surface); border: 1px solid var(--line);
  border-radius: var(--corner); }
main.wide { max-width: var(--page); }
time { white-space: nowrap; } tfoot th, tfoot td { border-bottom: 0; color: var(--ink); font: 640 var(--size-lead) var(--loud); }
fieldset { border: 1px solid var(--line); border-radius: var(--corner); margin: var(--s4) 0; padding: var(--s2) var(--s4); }
label { display: inline-block; padding: var(--s1) var(--s4) var(--s1) 0; }
form { display: inline-block; max-width: 100%; margin: 0 var(--s1) var(--s1) 0; } form:has(fieldset, .main) { display: block; }
button.main { width: 100%; border-color: transparent; background: var(--sell); color: var(--on-sell); }
button.main:hover { background: var(--sell-strong); }
td form { display: inline-flex; margin: .1rem; } td button { min-height: 2.25rem; padding: 0 var(--s3); font-weight: 400; }
input[type=number], input[type=text] { width: 9rem; }
.row { display: flex; flex-wrap: wrap; gap: var(--s3); align-items: center; margin-top: var(--s3); } .row > button { flex: 1 1 10rem; }
@media (max-width: 40rem) { main { margin: 0; border: 0; border-radius: 0; min-height: 100vh; padding: var(--s4); } }
`;

export interface Page {
  readonly status?: number;
  readonly language: Language;
  readonly title: string;
  /** For tables. */
  readonly wide?: boolean;
  readonly body: Html;
  /** Where its forms lead besides back here: an origin, for one whose answer sends the browser on. */
  readonly leadsTo?: readonly string[];
}

/** A whole page in the look that all simulators share. Nothing is loaded from elsewhere, and no script runs. */
export function page({ status = 200, language, title, wide = false, body, leadsTo = [] }: Page): Answer {
  const { text, headers } = htmlPage({
    language,
    title,
    style: STYLE,
    body: html`<main class="${wide ? 'wide' : ''}">${body}</main>`,
    allow: { forms: ["'self'", ...leadsTo] },
  });
  return { status, type: 'text/html', body: text, headers: { ...headers, vary: 'accept-language' } };
}

const REFUSED = {
  en: { title: 'That did not work', back: 'Back' },
  'zh-CN': { title: '操作未成功', back: '返回' },
} as const;

/** What a browser sees when a form of a page was refused. */
export function refusalPage({ status, message, problems }: Refusal, language: Language): Answer {
  const { title, back } = REFUSED[language];
  const items = problems.map(({ field, message: what }) => html`<li>${field} ${what}</li>`);
  const body = html`<h1>${title}</h1>
    <div class="note bad" role="alert">
      ${
        items.length === 0
          ? message
          : html`<ul>
              ${items}
            </ul>`
      }
    </div>
    <p><a href="/">${back}</a></p>`;
  return page({ status, language, title, body });
}
