import type { Locale } from '@cartless/domain';
import { type Html, html, type Page } from '@cartless/html';
import { pageFrame } from '../gateway/page-frame.ts';

/** A mail as the emulator keeps it. */
export type StoredMail = Readonly<{
  messageId: string;
  from: string;
  destination: Readonly<{ to: readonly string[] }>;
  subject: string;
  body: Readonly<{ html?: string; text?: string }>;
  /** Seconds since the epoch. */
  at: number;
}>;

/** Under which a mail's HTML is shown, within the mailbox: as mail programs do, nothing in it runs or is fetched, and its links open. */
export const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

/** Shows new mail by itself, and empties the box. */
const SCRIPT = `
const known = document.querySelectorAll('article').length;
setInterval(async () => {
  const { emails } = await (await fetch('/store')).json();
  if (emails.length !== known) location.reload();
}, 1000);
document.querySelector('button').addEventListener('click', () => fetch('/clear-store', { method: 'POST' }));
`;

const STYLE = `
  article p { color: var(--ink-soft); } article iframe { width: 100%; height: 32rem; margin-top: var(--s3); border: 1px solid var(--line);
  border-radius: var(--corner-small); background: #fff; } summary { cursor: pointer; color: var(--act); }`;

const TEXTS = {
  en: {
    title: 'Mailbox of Cartless',
    intro:
      'Every mail that the shop sent, newest first, as its reader sees it. New ones appear by themselves.',
    clear: 'Throw all away',
    none: 'No mail yet.',
    from: 'From',
    to: 'To',
    text: 'As text',
    html: 'On a page of its own',
    json: 'Everything as JSON',
  },
  'zh-CN': {
    title: 'Cartless 邮箱',
    intro: '商城发出的所有邮件，最新的在前，按收件人所见的样子显示。新邮件会自动出现。',
    clear: '全部清空',
    none: '暂无邮件。',
    from: '发件人',
    to: '收件人',
    text: '纯文本',
    html: '单独打开',
    json: '全部内容（JSON）',
  },
} as const;

/** The page on which a developer reads what the shop sent. */
export function mailboxPage(locale: Locale, mails: readonly StoredMail[]): Page {
  const t = TEXTS[locale];
  const body = html`<h1>${t.title}</h1>
    <p>${t.intro} <a href="/store">${t.json}</a></p>
    <p><button type="button">${t.clear}</button></p>
    ${mails.length === 0 ? html`<p class="quiet">${t.none}</p>` : mails.map((mail) => article(locale, mail))}`;
  return pageFrame(locale, t.title, body, {
    style: STYLE,
    script: SCRIPT,
    allow: { calls: true, frames: true },
  });
}

function article(locale: Locale, { messageId, from, destination, subject, body, at }: StoredMail): Html {
  const t = TEXTS[locale];
  const time = new Date(at * 1000).toISOString();
  const address = `/mails/${encodeURIComponent(messageId)}`;
  const text = html`<pre>${linked(body.text ?? '')}</pre>`;
  return html`<article>
    <h2>${subject}</h2>
    <p>
      ${t.from} ${from} · ${t.to} <b>${destination.to.join(', ')}</b> ·
      <time datetime="${time}">${time.replace('T', ' ')}</time>
    </p>
    ${
      body.html === undefined
        ? text
        : html`<details>
              <summary>${t.text}</summary>
              ${text}
            </details>
            <a href="${address}">${t.html}</a>
            <iframe src="${address}" title="${subject}" loading="lazy"></iframe>`
    }
  </article>`;
}

/** A text whose addresses can be followed. */
const linked = (text: string): Html[] =>
  text
    .split(/(https?:\/\/\S+)/)
    .map((part, at) => (at % 2 === 1 ? html`<a href="${part}">${part}</a>` : html`${part}`));
