import { createHash } from 'node:crypto';
import { Html, html } from './html.ts';

/** A whole page in one language, and the policy under which a browser shows it. */
export class Page {
  readonly language: string;
  readonly policy: string;
  readonly text: string;
  constructor(given: Readonly<{ language: string; policy: string; text: string }>) {
    this.language = given.language;
    this.policy = given.policy;
    this.text = given.text;
  }
}

type Content = Readonly<{
  language: string;
  title: string;
  /** The only style sheet; not escaped, so it is never made of what people typed. */
  style: string;
  body: Html;
}>;

/**
 * Makes a page that loads nothing and runs nothing; its empty icon spares the browser a request. The policy stands in the
 * page too, for whoever saves it or shows it out of memory, where no header of an answer holds.
 */
export function page({ language, title, style, body }: Content): Page {
  const digest = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; img-src data:; base-uri 'none'; form-action 'none'`;
  // As one piece: a space more in the element, and the digest is another.
  const sheet = new Html(`<style>${style}</style>`);
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
        ${body}
      </body>
    </html> `;
  return new Page({ language, policy: `${policy}; frame-ancestors 'none'`, text });
}
