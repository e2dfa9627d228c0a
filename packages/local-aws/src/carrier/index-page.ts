import { escapeHtml } from './escape-html.ts';
import { pageLayout } from './page-layout.ts';
import { pageTexts, type PageTexts } from './page-texts.ts';
import type { Simulator } from './simulator.ts';
import { FAULT_MODES, type TrackerRecord } from './simulator-state.ts';

const SHOWN = 100;

/** The page where a person watches the parcels and pushes them on. */
export function indexPage(simulator: Simulator, acceptLanguage: string | undefined, done: boolean): string {
  const texts = pageTexts(acceptLanguage);
  const content = [
    `<h1>${texts.title}</h1><p class="quiet">${texts.intro}</p>`,
    done ? `<p role="status">${texts.done}</p>` : '',
    clockSection(simulator, texts),
    parcelSection(simulator, texts),
    faultSection(simulator, texts),
    webhookSection(simulator, texts),
    `<section><div class="row">${action('/_control/reset', {}, texts.reset)}<a href="/_control/state">${texts.state}</a></div></section>`,
  ];
  return pageLayout(texts, content.join('\n'));
}

/** A button that posts fields; `about` tells a screen reader what the button is about. */
function action(
  path: string,
  fields: Readonly<Record<string, string>>,
  text: string,
  about?: string,
): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${value}">`,
  );
  const label = about === undefined ? '' : ` aria-label="${escapeHtml(`${text} ${about}`)}"`;
  return `<form method="post" action="${escapeHtml(path)}">${inputs.join('')}<button${label}>${text}</button></form>`;
}

const clockSection = ({ clock }: Simulator, texts: PageTexts): string => {
  const now = new Date(clock.now()).toISOString().slice(0, 19);
  return `<section aria-labelledby="clock"><h2 id="clock">${texts.clock}</h2><div class="row"><time datetime="${now}Z">${now.replace('T', ' ')} UTC</time>
${action('/_control/clock', { advanceHours: '4' }, texts.fourHours)}${action('/_control/clock', { advanceHours: '24' }, texts.day)}</div></section>`;
};

function parcelSection(simulator: Simulator, texts: PageTexts): string {
  const heading = `<h2 id="parcels">${texts.parcels} (${simulator.state.trackers.length})</h2>`;
  const rows = simulator.state.trackers
    .slice(-SHOWN)
    .toReversed()
    .map((record) => parcelRow(simulator, texts, record));
  if (rows.length === 0)
    return `<section aria-labelledby="parcels">${heading}<p class="quiet">${texts.none}</p></section>`;
  const head = texts.columns.map((column) => `<th scope="col">${column}</th>`).join('');
  return `<section aria-labelledby="parcels">${heading}<div class="scroll" tabindex="0" role="region" aria-labelledby="parcels">
<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div></section>`;
}

function parcelRow(simulator: Simulator, texts: PageTexts, { tracker, plan }: TrackerRecord): string {
  const code = tracker.tracking_code;
  const path = `/_control/trackers/${encodeURIComponent(code)}`;
  const last = tracker.tracking_details.at(-1);
  const scan = last === undefined ? '–' : `${last.message} · ${last.tracking_location.city ?? '–'}`;
  const shipment = simulator.state.shipments.find(({ trackerId }) => trackerId === tracker.id);
  const label = shipment?.label
    ? ` <a href="/labels/${shipment.label.id}" aria-label="${texts.label} ${escapeHtml(code)}">${texts.label}</a>`
    : '';
  const reference = shipment?.shipment.reference
    ? `<br><span class="quiet">${escapeHtml(shipment.shipment.reference)}</span>`
    : '';
  const actions = [
    plan.length > 0 ? action(path, { status: 'next' }, texts.next, code) : '',
    tracker.status === 'delivered' ? '' : action(path, { status: 'delivered' }, texts.deliver, code),
    plan.length > 0 ? action(path, { status: 'lost' }, texts.lose, code) : '',
  ];
  return `<tr id="${tracker.id}"><th scope="row"><code>${escapeHtml(code)}</code>${reference}</th><td>${escapeHtml(tracker.carrier)}${label}</td>
<td>${texts.status[tracker.status]}</td><td>${escapeHtml(scan)}<br><time class="quiet" datetime="${tracker.updated_at}">${tracker.updated_at}</time></td><td>${actions.join('')}</td></tr>`;
}

function faultSection({ state: { faults } }: Simulator, texts: PageTexts): string {
  const options = FAULT_MODES.map(
    (mode) => `<option${mode === faults.mode ? ' selected' : ''}>${mode}</option>`,
  ).join('');
  return `<section aria-labelledby="faults"><h2 id="faults">${texts.faults}</h2><p>${texts.faultNow}: <strong>${faults.mode}</strong></p>
<form method="post" action="/_control/faults"><label>${texts.mode}<select name="mode">${options}</select></label>
<label>${texts.delay}<input name="delayMs" type="number" min="0" max="600000" value="${faults.delayMs ?? ''}"></label>
<label>${texts.count}<input name="count" type="number" min="1" value="${faults.count ?? ''}"></label>
<label>${texts.path}<input name="path" placeholder="/v2/shipments" value="${escapeHtml(faults.path ?? '')}"></label>
<button>${texts.set}</button></form></section>`;
}

function webhookSection({ state }: Simulator, texts: PageTexts): string {
  const waiting = state.events.filter(({ remaining }) => remaining > 0).length;
  const switches = (['paused', 'duplicate', 'reverse'] as const).map((name) => {
    const on = state.webhooks[name];
    const text = `${texts[name]}: ${on ? texts.on : texts.off}`;
    return action('/_control/webhooks', { [name]: String(!on) }, text);
  });
  return `<section aria-labelledby="webhooks"><h2 id="webhooks">${texts.webhooks}</h2><p>${waiting} ${texts.waiting}</p><div class="row">${switches.join('')}</div></section>`;
}
