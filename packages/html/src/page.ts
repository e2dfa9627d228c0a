import { createHash } from 'node:crypto';
import { Html, html } from './html.ts';
import { securityHeaders } from './security-headers.ts';

/** A whole page in one language, and the policy under which a browser shows it. */
export class Page {
  readonly language: string;
  readonly policy: string;
  readonly text: string;
  readonly #sends: boolean;
  constructor(given: Readonly<{ language: string; policy: string; text: string; sends: boolean }>) {
    this.language = given.language;
    this.policy = given.policy;
    this.text = given.text;
    this.#sends = given.sends;
  }

  /** The headers that a page is served with. */
  get headers() {
    return {
      'content-type': 'text/html; charset=utf-8',
      'content-language': this.language,
      ...securityHeaders(this.policy),
      'Cross-Origin-Opener-Policy': 'same-origin',
      // With `no-referrer` browsers hide the origin of a page's own forms too.
      ...(this.#sends && { 'Referrer-Policy': 'same-origin' }),
    } as const;
  }
}

/** What a page may do beside showing itself. */
export type Allowed = Readonly<{
  /** Where its forms lead, redirects of their answers included: `'self'`, or an origin. */
  forms?: readonly string[];
  /** Whether its script may call the server that it came from. */
  calls?: boolean;
  /** Whether it shows other pages of that server within itself. */
  frames?: boolean;
  /** Whether scripts, style sheets and pictures may come from the server too, and elements may bear styles (a library's page). */
  files?: boolean;
}>;

type Content = Readonly<{
  language: string;
  title: string;
  /** The only style sheet; not escaped, so it is never made of what people typed. */
  style?: string;
  /** The only script, at the end of the page; not escaped either. */
  script?: string;
  body: Html;
  allow?: Allowed;
}>;

/**
 * Makes a page that loads nothing, and runs nothing but its own script; its empty icon spares the browser a request. The policy
 * stands in the page too, for whoever saves it or shows it out of memory, where no header of an answer holds.
 */
export function page({ language, title, style, script, body, allow = {} }: Content): Page {
  const policy = policyOf(style, script, allow);
  // Each as one piece: a space more in the element, and the digest is another.
  const sheet = style === undefined ? null : new Html(`<style>${style}</style>`);
  const program = script === undefined ? null : new Html(`<script>${script}</script>`);
  const { text } = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${sheet}
      </head>
      <body>
        ${body} ${program}
      </body>
    </html> `;
  const sends = allow.forms !== undefined;
  return new Page({ language, policy: `${policy}; frame-ancestors 'none'`, text, sends });
}

function policyOf(style: string | undefined, script: string | undefined, allow: Allowed): string {
  const own = allow.files === true ? ["'self'"] : [];
  // A digest would switch 'unsafe-inline' off, which the styles of a library's elements need.
  const styles = allow.files === true ? ["'self'", "'unsafe-inline'"] : digests(style);
  const forms = allow.forms ?? [];
  return [
    "default-src 'none'",
    ...(styles.length > 0 ? [`style-src ${styles.join(' ')}`] : []),
    ...(script !== undefined || own.length > 0
      ? [`script-src ${[...own, ...digests(script)].join(' ')}`]
      : []),
    ...(allow.calls === true ? ["connect-src 'self'"] : []),
    ...(allow.frames === true ? ["frame-src 'self'"] : []),
    `img-src ${[...own, 'data:'].join(' ')}`,
    "base-uri 'none'",
    `form-action ${forms.length > 0 ? forms.join(' ') : "'none'"}`,
  ].join('; ');
}

const digests = (text: string | undefined): string[] =>
  text === undefined ? [] : [`'sha256-${createHash('sha256').update(text).digest('base64')}'`];
