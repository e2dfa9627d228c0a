import { type HttpExchange, readBody, redirect } from './http-exchange.ts';
import { sendPage } from './page-frame.ts';
import { noticePageHtml, openPageHtml } from './pay-page-html.ts';
import { choosePageLanguage, type PageLanguage } from './pay-page-text.ts';
import type { SessionRecord } from './payment-state.ts';
import { declineSession, expireDueSessions, paySession } from './settle-session.ts';
import type { Simulator } from './simulator.ts';

interface Visit {
  readonly simulator: Simulator;
  readonly exchange: HttpExchange;
  readonly record: SessionRecord;
  readonly language: PageLanguage;
}

/** Answers `/pay/<session>` (GET) and its buttons `/pay`, `/decline` and `/walk-away` (POST). */
export async function answerPayPage(simulator: Simulator, exchange: HttpExchange): Promise<void> {
  const [, , id = '', button] = exchange.url.pathname.split('/');
  const form = new URLSearchParams(await readBody(exchange.request));
  expireDueSessions(simulator);
  const record = simulator.state.sessions.get(id);
  const wish = exchange.request.headers['accept-language'];
  const language = choosePageLanguage(record?.session.locale ?? null, wish);
  if (record === undefined) return sendUnknown(exchange, language);
  const visit: Visit = { simulator, exchange, record, language };
  if (button !== undefined && !['pay', 'decline', 'walk-away'].includes(button))
    return sendUnknown(exchange, language);
  if (record.session.status !== 'open') return sendClosed(visit);
  if (exchange.method !== 'POST')
    return button === undefined ? sendOpen(visit) : redirect(exchange, payUrl(visit));
  if (button === 'walk-away') return walkAway(visit);
  const method = record.session.payment_method_types.find(
    (type, index) => type === (form.get('payment_method_type') ?? type) && (form.size > 0 || index === 0),
  );
  if (method === undefined) return sendWrongMethod(visit);
  if (button === 'pay') {
    paySession(simulator, record, method);
    return redirect(exchange, successUrl(record));
  }
  declineSession(simulator, record, method);
  redirect(exchange, payUrl(visit));
}

const payUrl = ({ simulator, record }: Visit): string => `${simulator.publicUrl}/pay/${record.session.id}`;

const successUrl = ({ session }: SessionRecord): string =>
  session.success_url.replaceAll('{CHECKOUT_SESSION_ID}', session.id);

function walkAway(visit: Visit): void {
  const { exchange, record, language } = visit;
  const { cancel_url: cancelUrl } = record.session;
  if (cancelUrl !== null)
    return redirect(exchange, cancelUrl.replaceAll('{CHECKOUT_SESSION_ID}', record.session.id));
  const { code, text } = language;
  const link = { href: payUrl(visit), label: text.tryAgain };
  const body = noticePageHtml({ title: text.title, message: text.left, link });
  sendPage(exchange, { language: code, title: text.title, body });
}

function sendOpen({ simulator, exchange, record, language }: Visit): void {
  const intent = simulator.state.paymentIntents.get(record.session.payment_intent ?? '');
  const declined = (intent?.last_payment_error ?? null) !== null;
  const body = openPageHtml({ record, language, base: simulator.publicUrl, declined });
  sendPage(exchange, { language: language.code, title: language.text.title, body });
}

function sendClosed({ exchange, record, language: { code, text } }: Visit): void {
  const paid = record.session.status === 'complete';
  const title = paid ? text.paidTitle : text.expiredTitle;
  const href = paid ? successUrl(record) : record.session.cancel_url;
  const link = href === null ? undefined : { href, label: text.back };
  const body = noticePageHtml({ title, message: paid ? text.paid : text.expired, good: paid, link });
  const tooLate = paid ? 409 : 410;
  sendPage(exchange, {
    status: exchange.method === 'POST' || !paid ? tooLate : 200,
    language: code,
    title,
    body,
  });
}

function sendWrongMethod(visit: Visit): void {
  const { code, text } = visit.language;
  const link = { href: payUrl(visit), label: text.tryAgain };
  const body = noticePageHtml({ title: text.wrongTitle, message: text.wrongMethod, link });
  sendPage(visit.exchange, { status: 400, language: code, title: text.wrongTitle, body });
}

function sendUnknown(exchange: HttpExchange, { code, text }: PageLanguage): void {
  const body = noticePageHtml({ title: text.unknownTitle, message: text.unknown });
  sendPage(exchange, { status: 404, language: code, title: text.unknownTitle, body });
}
