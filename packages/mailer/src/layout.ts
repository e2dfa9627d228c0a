import type { Locale } from '@cartless/domain';
import { type Html, html } from '@cartless/html';

/** A mail ready to send: subject, and the same words as HTML and as text. */
export type Mail = Readonly<{ subject: string; html: string; text: string }>;

/** One mail in one language. `lines` are its paragraphs; `link` the one thing to do, if any. */
type Letter = Readonly<{
  appName: string;
  subject: string;
  lines: readonly string[];
  link?: Readonly<{ label: string; url: string }>;
  /** Shown under the paragraphs in HTML and in text. */
  table?: readonly Readonly<{ label: string; value: string }>[];
}>;

/** Sets a letter in the shop's layout. Everything is escaped; control characters cannot reach the subject. */
export function layOut(locale: Locale, { appName, subject, lines, link, table = [] }: Letter): Mail {
  const button: Html[] = link
    ? [
        html`<p>
            <a
              href="${link.url}"
              style="background:#14532d;color:#fff;padding:10px 18px;border-radius:6px;text-decoration:none"
              >${link.label}</a
            >
          </p>
          <p style="color:#555;word-break:break-all">${link.url}</p>`,
      ]
    : [];
  const rows = table.map(
    ({ label, value }) =>
      html`<tr>
        <td style="padding:4px 16px 4px 0">${label}</td>
        <td style="text-align:right">${value}</td>
      </tr>`,
  );
  const body = html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <title>${subject}</title>
      </head>
      <body style="font-family:system-ui,sans-serif;max-width:36rem;margin:2rem auto;color:#111">
        <h1 style="font-size:1.1rem">${appName}</h1>
        ${lines.map((line) => html`<p>${line}</p>`)}
        ${
          rows.length > 0
            ? html`<table>
                ${rows}
              </table>`
            : ''
        }
        ${button}
      </body>
    </html>`;
  const text = [
    ...lines,
    ...table.map(({ label, value }) => `${label}: ${value}`),
    ...(link ? [`${link.label}: ${link.url}`] : []),
  ];
  return {
    subject: subject.replaceAll(/\p{Cc}+/gu, ' '),
    html: body.text,
    text: `${text.join('\n\n')}\n\n${appName}\n`,
  };
}
