import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { html, type Page, page } from '@cartless/html';

/** The library that shows a document, in one file with all that it needs. */
export const referenceScript = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('@scalar/api-reference')), 'browser', 'standalone.js');

type Place = Readonly<{
  /** Whose document it is. */
  title: string;
  /** Where the document and the library are, as the page sees it. */
  document: string;
  script: string;
}>;

/**
 * The API reference: an OpenAPI document with search, in which calls can be tried out with an access token. It loads
 * nothing from anywhere else.
 */
export const apiReferencePage = ({ title, document, script }: Place): Page =>
  page({
    language: 'en',
    title,
    body: html`<div id="reference"></div>
      <script src="${script}" defer></script>`,
    script: start(JSON.stringify({ ...OPTIONS, url: document })),
    allow: { calls: true, files: true },
  });

/** The library's schemas make code of themselves where they may; this page may not, and they are told before they try. */
const start = (options: string): string =>
  `globalThis.__zod_globalConfig={jitless:true};addEventListener('DOMContentLoaded',()=>Scalar.createApiReference('#reference',${options}))`;

const OPTIONS = {
  authentication: { preferredSecurityScheme: 'accessToken' },
  persistAuth: true,
  // What would be asked of servers elsewhere.
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  hideClientButton: true,
} as const;
