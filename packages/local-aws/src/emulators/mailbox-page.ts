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

/** Under which a mail's HTML is shown: as mail programs do, nothing in it runs or is fetched, and its links open. */
export const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

/** Shows new mail by itself, and empties the box. */
const SCRIPT = `
const known = document.querySelectorAll('article').length;
setInterval(async () => {
  const { emails } = await (await fetch('/store')).json();
  if (emails.length !== known) location.reload();
}, 1000);
document.querySelector('button').addEventListener('click', () => fetch('/clear-store', { method: 'POST' }));
`;

const TEXTS = {
  en: {
    title: 'Mailbox',
    intro: 'Every mail that the shop sent, newest first. New ones appear by themselves.',
    clear: 'Throw all away',
    none: 'No mail yet.',
    to: 'To',
    html: 'As HTML',
    json: 'Everything as JSON',
  },
  'zh-CN': {
    title: '邮箱',
    intro: '商城发出的所有邮件，最新的在前，新邮件会自动显示。',
    clear: '全部清空',
    none: '暂无邮件。',
    to: '收件人',
    html: '以 HTML 显示',
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
  return pageFrame(locale, t.title, body, { script: SCRIPT, allow: { calls: true } });
}

function article(locale: Locale, { messageId, destination, subject, body, at }: StoredMail): Html {
  const t = TEXTS[locale];
  const time = new Date(at * 1000).toISOString();
  const address = `/mails/${encodeURIComponent(messageId)}`;
  return html`<article>
    <h2>${subject}</h2>
    <p>
      ${t.to} <b>${destination.to.join(', ')}</b> <time datetime="${time}">${time.replace('T', ' ')}</time>
      ${body.html === undefined ? null : html`<a href="${address}">${t.html}</a>`}
    </p>
    <pre>${linked(body.text ?? '')}</pre>
  </article>`;
}

/** A text whose addresses can be followed. */
const linked = (text: string): Html[] =>
  text
    .split(/(https?:\/\/\S+)/)
    .map((part, at) => (at % 2 === 1 ? html`<a href="${part}">${part}</a>` : html`${part}`));
