import { type Html, html, page as htmlPage } from '@cartless/html';
import type { Answer } from './answer.ts';
import type { Language } from './language.ts';
import type { Refusal } from './refusal.ts';

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --quiet: #566072; --paper: #fff; --ground: #f1f4f8; --line: #d5dbe4;
  --brand: #2f4fd0; --good: #14683b; --bad: #a8201a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9edf4; --quiet: #a7b1c2; --paper: #1b212b; --ground: #12161d;
  --line: #394252; --brand: #9db2ff; --good: #7fdca8; --bad: #ffa39c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); line-height: 1.5;
  font-family: system-ui, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
main { max-width: 34rem; margin: 2rem auto; padding: 1.5rem; background: var(--paper); border: 1px solid var(--line);
  border-radius: .75rem; }
main.wide { max-width: 76rem; }
h1 { font-size: 1.4rem; margin: 0 0 .5rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
a { color: var(--brand); } .quiet { color: var(--quiet); } .amount { text-align: right; white-space: nowrap; }
.note { padding: .75rem 1rem; border: 1px solid; border-radius: .5rem; } .good { color: var(--good); } .bad { color: var(--bad); }
.scroll { overflow-x: auto; } table { width: 100%; border-collapse: collapse; margin: .5rem 0; } time { white-space: nowrap; }
th, td { padding: .5rem .25rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
tfoot th, tfoot td { border-bottom: 0; font-size: 1.15rem; font-weight: 600; }
fieldset { border: 1px solid var(--line); border-radius: .5rem; margin: 1rem 0; padding: .5rem 1rem; }
label { display: inline-block; padding: .35rem 1rem .35rem 0; }
button { min-height: 2.75rem; padding: 0 1.1rem; font: inherit; font-weight: 600; border: 1px solid var(--brand);
  border-radius: .5rem; background: none; color: var(--brand); cursor: pointer; }
button.main { width: 100%; background: var(--brand); color: var(--paper); }
td form { display: inline-flex; margin: .1rem; } td button { min-height: 2.25rem; padding: 0 .7rem; font-weight: 400; }
input, select { font: inherit; padding: .4rem; } input[type=number], input[type=text] { width: 9rem; }
:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
.row { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; margin-top: .75rem; }
.row > button { flex: 1 1 10rem; } code { font-size: .85em; overflow-wrap: anywhere; }
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
