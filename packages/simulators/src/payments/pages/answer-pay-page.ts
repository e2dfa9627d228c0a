import { type Answer, seeOther } from '../../kit/answer.ts';
import { readBody } from '../../kit/body.ts';
import { page } from '../../kit/page.ts';
import type { Call } from '../../kit/server.ts';
import type { SessionRecord } from '../payment-state.ts';
import { DECLINE_CODES } from '../stripe-objects.ts';
import { declineSession, expireDueSessions, paySession } from '../sessions/settle-session.ts';
import type { Simulator } from '../simulator.ts';
import { noticePageHtml, openPageHtml } from './pay-page.ts';
import { choosePageLanguage, type PageLanguage } from './pay-page-text.ts';

interface Visit {
  readonly simulator: Simulator;
  readonly posted: boolean;
  readonly record: SessionRecord;
  readonly language: PageLanguage;
}

/** Answers `/pay/<session>` (GET) and its buttons `/pay`, `/decline` (a card's for the reason `decline_code`) and `/walk-away` (POST). */
export async function answerPayPage(simulator: Simulator, call: Call): Promise<Answer> {
  const [, , id = '', button] = call.path.split('/');
  const form = new URLSearchParams(await readBody(call.request));
  expireDueSessions(simulator);
  const record = simulator.state.sessions.get(id);
  const wish = call.request.headers['accept-language'];
  const language = choosePageLanguage(record?.session.locale ?? null, wish);
  if (record === undefined) return unknownPage(language);
  const visit: Visit = { simulator, posted: call.method === 'POST', record, language };
  if (button !== undefined && !['pay', 'decline', 'walk-away'].includes(button)) return unknownPage(language);
  if (record.session.status !== 'open') return closedPage(visit);
  if (!visit.posted) return button === undefined ? openPage(visit) : seeOther(payUrl(visit));
  if (button === 'walk-away') return walkAway(visit);
  const method = record.session.payment_method_types.find(
    (type, index) => type === (form.get('payment_method_type') ?? type) && (form.size > 0 || index === 0),
  );
  if (method === undefined) return wrongMethodPage(visit);
  if (button === 'pay') {
    paySession(simulator, record, method);
    return seeOther(successUrl(record));
  }
  const why = DECLINE_CODES.find((code) => code === form.get('decline_code'));
  declineSession(simulator, record, method, why);
  return seeOther(payUrl(visit));
}

const payUrl = ({ simulator, record }: Visit): string => `${simulator.publicUrl}/pay/${record.session.id}`;

const successUrl = ({ session }: SessionRecord): string =>
  session.success_url.replaceAll('{CHECKOUT_SESSION_ID}', session.id);

function walkAway(visit: Visit): Answer {
  const { record, language } = visit;
  const { cancel_url: cancelUrl } = record.session;
  if (cancelUrl !== null) return seeOther(cancelUrl.replaceAll('{CHECKOUT_SESSION_ID}', record.session.id));
  const { code, text } = language;
  const link = { href: payUrl(visit), label: text.tryAgain };
  const body = noticePageHtml({ title: text.title, message: text.left, link });
  return page({ language: code, title: text.title, body });
}

function openPage({ simulator, record, language }: Visit): Answer {
  const intent = simulator.state.paymentIntents.get(record.session.payment_intent ?? '');
  const declined = (intent?.last_payment_error ?? null) !== null;
  const body = openPageHtml({ record, language, base: simulator.publicUrl, declined });
  return page({ language: language.code, title: language.text.title, body, leadsTo: origins(record) });
}

/** Where the buttons send the shopper on to: browsers look at the policy there too. */
const origins = ({ session }: SessionRecord): string[] =>
  [session.success_url, session.cancel_url].flatMap((url) => URL.parse(url ?? '')?.origin ?? []);

function closedPage({ posted, record, language: { code, text } }: Visit): Answer {
  const paid = record.session.status === 'complete';
  const title = paid ? text.paidTitle : text.expiredTitle;
  const href = paid ? successUrl(record) : record.session.cancel_url;
  const link = href === null ? undefined : { href, label: text.back };
  const body = noticePageHtml({ title, message: paid ? text.paid : text.expired, good: paid, link });
  const tooLate = paid ? 409 : 410;
  return page({ status: posted || !paid ? tooLate : 200, language: code, title, body });
}

function wrongMethodPage(visit: Visit): Answer {
  const { code, text } = visit.language;
  const link = { href: payUrl(visit), label: text.tryAgain };
  const body = noticePageHtml({ title: text.wrongTitle, message: text.wrongMethod, link });
  return page({ status: 400, language: code, title: text.wrongTitle, body });
}

function unknownPage({ code, text }: PageLanguage): Answer {
  const body = noticePageHtml({ title: text.unknownTitle, message: text.unknown });
  return page({ status: 404, language: code, title: text.unknownTitle, body });
}
