import { FAULT_MODES } from './faults.ts';
import { formatMoney } from './format-money.ts';
import { type Html, html } from './html.ts';
import type { Delivery } from './payment-state.ts';
import type { Simulator } from './simulator.ts';

const SHOWN = 50;

const newest = <T>(map: ReadonlyMap<string, T>): T[] => [...map.values()].slice(-SHOWN).toReversed();
const time = (ms: number): Html =>
  html`<time>${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')}</time>`;

/** The developer's page: what was asked of the simulator, what it sent, and its switches. */
export function indexPageHtml(simulator: Simulator): Html {
  return html`<h1>Payment simulator</h1>
    <p class="quiet">
      Speaks enough of Stripe's API for the shop; no real money moves. Times are UTC, newest first, at most
      ${SHOWN} of a kind. Everything as JSON: <a href="${simulator.publicUrl}/_control/state">state</a>.
    </p>
    ${faultForm(simulator)} ${webhookForm(simulator)}
    <h2>Checkout sessions (${simulator.state.sessions.size})</h2>
    ${sessionTable(simulator)}
    <h2>Refunds (${simulator.state.refunds.size})</h2>
    ${refundTable(simulator)}
    <h2>Webhook deliveries (${simulator.state.deliveries.size})</h2>
    ${deliveryTable(simulator)}
    <form method="post" action="${simulator.publicUrl}/_control/reset" class="row">
      <button>Forget everything</button>
    </form>`;
}

function faultForm({ faults, publicUrl }: Simulator): Html {
  const { mode, delayMs, count, path } = faults.current;
  const options = FAULT_MODES.map((m) => html`<option${m === mode ? html` selected` : null}>${m}</option>`);
  return html`<form method="post" action="${publicUrl}/_control/faults">
    <fieldset>
      <legend>Faults of the API</legend>
      <label
        >Mode
        <select name="mode">
          ${options}
        </select></label
      >
      <label
        >Delay, ms <input type="number" name="delayMs" min="0" value="${mode === 'none' ? '' : delayMs}"
      /></label>
      <label>Calls <input type="number" name="count" min="1" placeholder="all" value="${count}" /></label>
      <label>Path begins with <input type="text" name="path" value="${path}" /></label>
      <button>Set</button>
    </fieldset>
  </form>`;
}

function webhookForm({ webhooks, publicUrl }: Simulator): Html {
  if (webhooks.url === undefined) return html`<p>No webhook address is set, so no events are delivered.</p>`;
  const boxes = (['paused', 'duplicate', 'reverse'] as const).map(
    (name) =>
      html`<label
        ><input type="checkbox" name="${name}" ${webhooks.settings[name] ? html` checked` : null} />
        ${name}</label
      >`,
  );
  return html`<form method="post" action="${publicUrl}/_control/webhooks">
    <fieldset>
      <legend>Webhooks to <code>${webhooks.url}</code></legend>
      ${boxes}<button>Set</button>
    </fieldset>
  </form>`;
}

function table(columns: readonly string[], rows: readonly Html[]): Html {
  if (rows.length === 0) return html`<p class="quiet">None yet.</p>`;
  const heads = columns.map((column) => html`<th scope="col">${column}</th>`);
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${heads}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function sessionTable({ state }: Simulator): Html {
  const rows = newest(state.sessions).map(({ session }) => {
    const id = html`<code>${session.id}</code>`;
    return html`<tr>
      <td>${time(session.created * 1000)}</td>
      <td>${session.url === null ? id : html`<a href="${session.url}">${id}</a>`}</td>
      <td>${session.client_reference_id}</td>
      <td>${session.status}, ${session.payment_status}</td>
      <td class="amount">${formatMoney(session.amount_total, session.currency, 'en')}</td>
    </tr>`;
  });
  return table(['Created', 'Session', 'Reference', 'Status', 'Total'], rows);
}

function refundTable({ state }: Simulator): Html {
  const rows = newest(state.refunds).map(
    (refund) =>
      html`<tr>
        <td>${time(refund.created * 1000)}</td>
        <td><code>${refund.id}</code></td>
        <td><code>${refund.payment_intent}</code></td>
        <td>${refund.reason}</td>
        <td class="amount">${formatMoney(refund.amount, refund.currency, 'en')}</td>
      </tr>`,
  );
  return table(['Created', 'Refund', 'Payment', 'Reason', 'Amount'], rows);
}

function deliveryTable({ state, publicUrl }: Simulator): Html {
  const rows = newest(state.deliveries).map(
    (delivery) =>
      html`<tr>
        <td><code>${delivery.eventId}</code></td>
        <td>${delivery.eventType}</td>
        <td>${resultOf(delivery)}</td>
        <td>
          <form method="post" action="${publicUrl}/_control/redeliver">
            <input type="hidden" name="eventId" value="${delivery.eventId}" />
            <button aria-label="Send ${delivery.eventId} again">Send again</button>
          </form>
        </td>
      </tr>`,
  );
  return table(['Event', 'Type', 'Result', ''], rows);
}

function resultOf({ status, attempts, nextAttemptAt }: Delivery): Html {
  const last = attempts.at(-1);
  const tone = status === 'delivered' ? 'good' : status === 'given-up' ? 'bad' : '';
  return html`<span class="${tone}">${status}</span
    >${last === undefined ? null : `: ${last.outcome}, tries: ${attempts.length}`}
    ${nextAttemptAt === null ? null : html`, next ${time(nextAttemptAt)}`}`;
}
