import { type Html, html } from '@cartless/html';
import { formatMoney } from '../format-money.ts';
import type { SessionRecord } from '../payment-state.ts';
import type { PageLanguage } from './pay-page-text.ts';

interface OpenPage {
  readonly record: SessionRecord;
  readonly language: PageLanguage;
  readonly base: string;
  readonly declined: boolean;
}

/** The page of an open session: lines, total, methods, and the three buttons. */
export function openPageHtml({ record, language, base, declined }: OpenPage): Html {
  const { text, code } = language;
  const { session, lineItems } = record;
  const money = (amount: number): string => formatMoney(amount, session.currency, code);
  const deadline = new Date(session.expires_at * 1000).toLocaleString(code, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const action = `${base}/pay/${session.id}`;
  const lines = lineItems.map(
    (line) =>
      html`<tr>
        <td>${line.description}</td>
        <td class="amount">${line.quantity}</td>
        <td class="amount">${money(line.amount_total)}</td>
      </tr>`,
  );
  const { client_reference_id: reference } = session;
  return html`<h1>${text.title}</h1>
    <p class="quiet">${text.simulated}</p>
    ${declined ? html`<p class="note bad" role="alert">${text.declined}</p>` : null}
    ${reference === null ? null : html`<p>${text.reference}: <strong>${reference}</strong></p>`}
    <table>
      <thead>
        <tr>
          <th scope="col">${text.item}</th>
          <th scope="col" class="amount">${text.quantity}</th>
          <th scope="col" class="amount">${text.amount}</th>
        </tr>
      </thead>
      <tbody>
        ${lines}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colspan="2">${text.total}</th>
          <td class="amount">${money(session.amount_total)}</td>
        </tr>
      </tfoot>
    </table>
    <form method="post" action="${action}/pay">
      ${methodsHtml(record, language)}
      <button class="main" type="submit">${text.pay} ${money(session.amount_total)}</button>
      <div class="row">
        <button type="submit" formaction="${action}/decline">${text.decline}</button>
        <button type="submit" formaction="${action}/walk-away">${text.walkAway}</button>
      </div>
    </form>
    <p class="quiet">${text.declineHint}</p>
    <p class="quiet">
      ${text.payBefore}
      <time datetime="${new Date(session.expires_at * 1000).toISOString()}">${deadline}</time>
    </p>`;
}

function methodsHtml({ session }: SessionRecord, { text }: PageLanguage): Html {
  const methods = session.payment_method_types.map(
    (type, index) =>
      html`<label
        ><input
          type="radio"
          name="payment_method_type"
          value="${type}"
          ${index === 0 ? html` checked` : null}
        />
        ${text[type]}</label
      >`,
  );
  return html`<fieldset>
    <legend>${text.method}</legend>
    ${methods}
  </fieldset>`;
}

/** A page that only tells something, with a way on. */
export function noticePageHtml(notice: {
  title: string;
  message: string;
  good?: boolean;
  link?: { href: string; label: string } | undefined;
}): Html {
  const { title, message, good = false, link } = notice;
  return html`<h1>${title}</h1>
    <p class="note ${good ? 'good' : 'bad'}" role="status">${message}</p>
    ${link === undefined ? null : html`<p><a href="${link.href}">${link.label}</a></p>`}`;
}
