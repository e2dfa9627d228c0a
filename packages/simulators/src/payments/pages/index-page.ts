import type { Answer } from '../../kit/answer.ts';
import type { Controlled } from '../../kit/control.ts';
import { button, controlPanel, table, time } from '../../kit/control-panel.ts';
import { type Html, html } from '@cartless/html';
import { chooseLanguage, type Language } from '../../kit/language.ts';
import { page } from '../../kit/page.ts';
import { movesOf } from '../disputes/dispute-payment.ts';
import { formatMoney } from '../format-money.ts';
import type { Delivery } from '../payment-state.ts';
import type { Simulator } from '../simulator.ts';
import { REFUND_STATUSES } from '../stripe-objects.ts';

const SHOWN = 50;

const ENGLISH = {
  title: 'Payment simulator',
  intro: `Speaks enough of Stripe's API for the shop; no real money moves. Times are UTC, newest first, at most ${SHOWN} of a kind.`,
  sessions: 'Checkout sessions',
  sessionColumns: ['Created', 'Session', 'Reference', 'Status', 'Total', ''],
  refunds: 'Refunds',
  refundColumns: ['Created', 'Refund', 'Payment', 'Status', 'Amount', ''],
  coming: 'Refunds that are asked for from now on are',
  disputes: 'Disputes',
  disputeColumns: ['Opened', 'Dispute', 'Payment', 'Reason', 'Status', 'Amount', ''],
  dispute: 'Dispute',
  inquire: 'Inquire',
  deliveries: 'Webhook deliveries',
  deliveryColumns: ['Event', 'Type', 'Result', ''],
  none: 'None yet.',
  again: 'Send again',
  tries: 'tries',
  next: 'next',
};
type Texts = Readonly<typeof ENGLISH>;

const CHINESE: Texts = {
  title: '支付模拟器',
  intro: `兼容商店所需的 Stripe 接口，不会产生真实扣款。时间为 UTC，最新的在前，每类最多 ${SHOWN} 条。`,
  sessions: '支付会话',
  sessionColumns: ['创建时间', '会话', '订单参考号', '状态', '合计', ''],
  refunds: '退款',
  refundColumns: ['创建时间', '退款', '支付', '状态', '金额', ''],
  coming: '此后申请的退款状态为',
  disputes: '争议',
  disputeColumns: ['提出时间', '争议', '支付', '原因', '状态', '金额', ''],
  dispute: '提出争议',
  inquire: '银行查询',
  deliveries: '回调记录',
  deliveryColumns: ['事件', '类型', '结果', ''],
  none: '暂无。',
  again: '重新发送',
  tries: '尝试次数',
  next: '下次',
};

const TEXTS: Readonly<Record<Language, Texts>> = { en: ENGLISH, 'zh-CN': CHINESE };

interface View {
  readonly simulator: Simulator;
  readonly language: Language;
  readonly texts: Texts;
}

/** The developer's page: what was asked of the simulator, what it sent, and its switches. */
export function indexPage(simulator: Simulator, controls: Controlled, acceptLanguage?: string): Answer {
  const language = chooseLanguage(acceptLanguage);
  const texts = TEXTS[language];
  const view = { simulator, language, texts };
  const { sessions, refunds, disputes, deliveries } = simulator.state;
  const body = html`<h1>${texts.title}</h1>
    <p class="quiet">${texts.intro}</p>
    ${controlPanel(controls, language)}
    <h2>${texts.sessions} (${sessions.size})</h2>
    ${rows(view, texts.sessionColumns, sessionRows(view))}
    <h2>${texts.refunds} (${refunds.size})</h2>
    <p>
      ${texts.coming} <b>${simulator.state.refundsCome}</b>
      ${REFUND_STATUSES.map((status) => button('/_control/refunds', { status }, status))}
    </p>
    ${rows(view, texts.refundColumns, refundRows(view))}
    <h2>${texts.disputes} (${disputes.size})</h2>
    ${rows(view, texts.disputeColumns, disputeRows(view))}
    <h2>${texts.deliveries} (${deliveries.size})</h2>
    ${rows(view, texts.deliveryColumns, deliveryRows(view))}`;
  return page({ language, title: texts.title, wide: true, body });
}

const newest = <T>(map: ReadonlyMap<string, T>): T[] => [...map.values()].slice(-SHOWN).toReversed();

const rows = ({ texts }: View, columns: readonly string[], found: readonly Html[]): Html =>
  found.length === 0 ? html`<p class="quiet">${texts.none}</p>` : table(columns, found);

const sessionRows = ({ simulator, language, texts }: View): Html[] =>
  newest(simulator.state.sessions).map(({ session }) => {
    const id = html`<code>${session.id}</code>`;
    return html`<tr>
      <td>${time(session.created * 1000)}</td>
      <td>${session.url === null ? id : html`<a href="${session.url}">${id}</a>`}</td>
      <td>${session.client_reference_id}</td>
      <td>${session.status}, ${session.payment_status}</td>
      <td class="amount">${formatMoney(session.amount_total, session.currency, language)}</td>
      <td>
        ${session.payment_status === 'paid' ? disputeButtons(texts, session.payment_intent ?? '') : null}
      </td>
    </tr>`;
  });

const refundRows = ({ simulator, language }: View): Html[] =>
  newest(simulator.state.refunds).map(
    (refund) =>
      html`<tr>
        <td>${time(refund.created * 1000)}</td>
        <td><code>${refund.id}</code></td>
        <td><code>${refund.payment_intent}</code></td>
        <td>${refund.status}</td>
        <td class="amount">${formatMoney(refund.amount, refund.currency, language)}</td>
        <td>
          ${['succeeded', 'failed', 'canceled']
            .filter((status) => ['pending', 'succeeded'].includes(refund.status) && status !== refund.status)
            .map((status) => button(`/_control/refunds/${refund.id}`, { status }, status, refund.id))}
        </td>
      </tr>`,
  );

/** What a shopper may do at the bank about a payment. */
const disputeButtons = (texts: Texts, intent: string): Html[] => [
  button('/_control/disputes', { payment_intent: intent }, texts.dispute, intent),
  button('/_control/disputes', { payment_intent: intent, inquiry: 'true' }, texts.inquire, intent),
];

const disputeRows = ({ simulator, language }: View): Html[] =>
  newest(simulator.state.disputes).map(
    (dispute) =>
      html`<tr>
        <td>${time(dispute.created * 1000)}</td>
        <td><code>${dispute.id}</code></td>
        <td><code>${dispute.payment_intent}</code></td>
        <td>${dispute.reason}</td>
        <td>${dispute.status}</td>
        <td class="amount">${formatMoney(dispute.amount, dispute.currency, language)}</td>
        <td>
          ${movesOf(dispute).map((move) => button(`/_control/disputes/${dispute.id}`, { move }, move, dispute.id))}
        </td>
      </tr>`,
  );

const deliveryRows = (view: View): Html[] =>
  newest(view.simulator.state.deliveries).map(
    (delivery) =>
      html`<tr>
        <td><code>${delivery.eventId}</code></td>
        <td>${delivery.eventType}</td>
        <td>${resultOf(view, delivery)}</td>
        <td>
          ${button('/_control/redeliver', { eventId: delivery.eventId }, view.texts.again, delivery.eventId)}
        </td>
      </tr>`,
  );

function resultOf({ texts }: View, { status, attempts, nextAttemptAt }: Delivery): Html {
  const last = attempts.at(-1);
  const tone = status === 'delivered' ? 'good' : status === 'given-up' ? 'bad' : '';
  return html`<span class="${tone}">${status}</span
    >${last === undefined ? null : `: ${last.outcome}, ${texts.tries}: ${attempts.length}`}
    ${nextAttemptAt === null ? null : html`, ${texts.next} ${time(nextAttemptAt)}`}`;
}
