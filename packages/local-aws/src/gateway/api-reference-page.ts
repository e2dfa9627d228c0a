import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Locale } from '@cartless/domain';
import { html, type Page, page } from '@cartless/html';
import { LOG_IN_SCRIPT } from './log-in-script.ts';
import { REFERENCE_WORDS } from './reference-words.ts';

/** The library that shows a document, in one file with all that it needs. */
export const referenceScript = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('@scalar/api-reference')), 'browser', 'standalone.js');

type Place = Readonly<{
  /** Whose document it is. */
  title: string;
  /** Where the document, the library and the event catalogue are, as the page sees it. */
  document: string;
  script: string;
  events: string;
  /** Accounts that may be offered to whoever wants to try the shop. */
  accounts?: readonly Readonly<{ username: string; password: string }>[];
}>;

/**
 * The API reference: an OpenAPI document with search, in which calls can be tried out. Who logs in at its top has the access token in
 * all calls and snippets, until logging out or closing the tab. It loads nothing from anywhere else.
 */
export function apiReferencePage(
  locale: Locale,
  { title, document, script, events, accounts = [] }: Place,
): Page {
  const t = REFERENCE_WORDS[locale];
  const options = { ...OPTIONS, url: document, localization: { locale } };
  const body = html`<header id="top">
      <a href="${events}">${t.events}</a>
      <details id="account">
        <summary>${t.logIn}</summary>
        <form id="log-in">
          <label
            >${t.name} <input name="identifier" autocomplete="username" list="accounts" required
          /></label>
          <label
            >${t.password} <input name="password" type="password" autocomplete="current-password" required
          /></label>
          <button>${t.logIn}</button>
          <p role="alert"></p>
        </form>
        <form id="log-out" hidden><button>${t.logOut}</button></form>
      </details>
      <datalist id="accounts">
        ${accounts.map(({ username }) => html`<option value="${username}"></option>`)}
      </datalist>
    </header>
    <div id="reference"></div>
    <script src="${script}" defer></script>`;
  return page({
    language: locale,
    title,
    style: STYLE,
    body,
    script: start({ options, accounts, words: { logIn: t.logIn, noShop: t.noShop } }),
    allow: { calls: true, files: true },
  });
}

/** The library's schemas make code of themselves where they may; this page may not, and they are told before they try. */
const start = (given: object): string =>
  `globalThis.__zod_globalConfig={jitless:true};const{options,accounts,words}=${JSON.stringify(given).replaceAll('<', String.raw`\u003c`)};${LOG_IN_SCRIPT}`;

const OPTIONS = {
  authentication: { preferredSecurityScheme: 'accessToken' },
  customCss: ':root { --scalar-custom-header-height: 3rem }',
  // What would be asked of servers elsewhere.
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  hideClientButton: true,
} as const;

const STYLE = `
  body { margin: 0; } #top { position: sticky; top: 0; z-index: 100; box-sizing: border-box; height: 3rem; padding: 0 1rem; display: flex; align-items: center;
  justify-content: space-between; gap: 1rem; font: 15px/1.4 system-ui, sans-serif; color-scheme: light dark; background: Canvas; color: CanvasText; border-bottom: 1px solid #8885; }
  body.dark-mode #top { color-scheme: dark; } body.light-mode #top { color-scheme: light; } #top a { color: inherit; } #account { position: relative; } #account summary { cursor: pointer; } #account form:not([hidden]) { position: absolute; right: 0; top: 2.2rem;
  box-sizing: border-box; width: min(18rem, calc(100vw - 2rem)); padding: 1rem; display: grid; gap: .6rem; background: Canvas; border: 1px solid #8885; border-radius: 6px; }
  #account label { display: grid; } #account input, #account button { font: inherit; padding: .35rem .5rem; } #account p { margin: 0; } #account p:empty { display: none; }`;
