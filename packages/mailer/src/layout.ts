import type { Locale } from '@cartless/domain';
import { type Html, html } from '@cartless/html';

/** A mail ready to send: subject, and the same words as HTML and as text. */
export type Mail = Readonly<{ subject: string; html: string; text: string }>;

/** A line of a table; `note` stands beside the value and says more about it. */
export type TableRow = Readonly<{ label: string; value: string; note?: string }>;

/** One mail in one language. `lines` are its paragraphs; `link` the one thing to do, if any. */
export type Letter = Readonly<{
  appName: string;
  subject: string;
  lines: readonly string[];
  link?: Readonly<{ label: string; url: string }>;
  /** Shown under the paragraphs in HTML and in text. */
  table?: readonly TableRow[];
  /** More tables, each with its title; one without rows is left out. */
  sections?: readonly Readonly<{ title: string; table: readonly TableRow[] }>[];
  /** Shown in HTML between paragraphs and table; `text` says the same in text. */
  figure?: Readonly<{ html: Html; text: string }>;
  /** What is said at the end, in small letters. */
  note?: string;
}>;

/** Sets a letter in the shop's layout. Everything is escaped; control characters cannot reach the subject. */
export function layOut(locale: Locale, letter: Letter): Mail {
  const { appName, subject, lines, link, table = [], sections = [], figure, note } = letter;
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
  const titled = sections.filter((section) => section.table.length > 0);
  const body = html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <title>${subject}</title>
      </head>
      <body style="font-family:system-ui,sans-serif;max-width:36rem;margin:2rem auto;color:#111">
        <h1 dir="auto" style="font-size:1.1rem">${appName}</h1>
        ${lines.map((line) => html`<p>${line}</p>`)} ${figure?.html ?? null} ${tableOf(table)}
        ${titled.map(
          (section) =>
            html`<h2 style="font-size:1rem">${section.title}</h2>
              ${tableOf(section.table)}`,
        )}
        ${button} ${note === undefined ? null : html`<p style="color:#555;font-size:0.85rem">${note}</p>`}
      </body>
    </html>`;
  const text = [
    ...lines,
    ...(figure ? [figure.text] : []),
    ...table.map(lineOf),
    ...titled.flatMap((section) => [section.title, ...section.table.map(lineOf)]),
    ...(link ? [`${link.label}: ${link.url}`] : []),
    ...(note === undefined ? [] : [note]),
  ];
  return {
    subject: subject.replaceAll(/\p{Cc}+/gu, ' '),
    html: body.text,
    text: `${text.join('\n\n')}\n\n${appName}\n`,
  };
}

function tableOf(rows: readonly TableRow[]): Html | null {
  if (rows.length === 0) return null;
  return html`<table>
    ${rows.map(
      ({ label, value, note }) =>
        html`<tr>
          <td style="padding:4px 16px 4px 0"><bdi>${label}</bdi></td>
          <td style="text-align:right">${value}</td>
          ${note === undefined ? null : html`<td style="padding:4px 0 4px 16px;color:#555">${note}</td>`}
        </tr>`,
    )}
  </table>`;
}

const lineOf = ({ label, value, note }: TableRow): string =>
  `${isolated(label)}${value && `: ${value}`}${note === undefined ? '' : ` (${note})`}`;

/** Letters that are written from right to left. */
const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Keeps words that are written from right to left from turning around what stands beside them, where there is no markup. */
export const isolated = (text: string): string => (FROM_THE_RIGHT.test(text) ? `\u2068${text}\u2069` : text);
