import type { Answer } from '../../kit/answer.ts';
import type { Controlled } from '../../kit/control.ts';
import { button, controlPanel, table } from '../../kit/control-panel.ts';
import { type Html, html } from '@cartless/html';
import { page } from '../../kit/page.ts';
import type { TrackerRecord } from '../carrier-state.ts';
import type { Simulator } from '../simulator.ts';
import { type PageTexts, pageTexts } from './page-texts.ts';

const SHOWN = 100;

interface View {
  readonly acceptLanguage: string | undefined;
  /** Whether a form was carried out just now. */
  readonly done: boolean;
}

/** The page where a person watches the parcels and pushes them on. */
export function indexPage(simulator: Simulator, controls: Controlled, view: View): Answer {
  const { language, texts } = pageTexts(view.acceptLanguage);
  const waiting = simulator.state.events.filter(({ remaining }) => remaining > 0).length;
  const body = html`<h1>${texts.title}</h1>
    <p class="quiet">${texts.intro}</p>
    ${view.done ? html`<p class="note good" role="status">${texts.done}</p>` : null}
    ${controlPanel(controls, language)}
    <p>${waiting} ${texts.waiting}</p>
    <h2>${texts.parcels} (${simulator.state.trackers.length})</h2>
    ${parcelTable(simulator, texts)}`;
  return page({ language, title: texts.title, wide: true, body });
}

function parcelTable(simulator: Simulator, texts: PageTexts): Html {
  const newest = simulator.state.trackers.slice(-SHOWN).toReversed();
  if (newest.length === 0) return html`<p class="quiet">${texts.none}</p>`;
  return table(
    texts.columns,
    newest.map((record) => parcelRow(simulator, texts, record)),
  );
}

function parcelRow(simulator: Simulator, texts: PageTexts, { tracker, plan }: TrackerRecord): Html {
  const code = tracker.tracking_code;
  const path = `/_control/trackers/${encodeURIComponent(code)}`;
  const last = tracker.tracking_details.at(-1);
  const scan = last === undefined ? '–' : `${last.message} · ${last.tracking_location.city ?? '–'}`;
  const { shipment, label } =
    simulator.state.shipments.find(({ trackerId }) => trackerId === tracker.id) ?? {};
  const reference = shipment?.reference ?? null;
  const move = (status: string, text: string): Html => button(path, { status }, text, code);
  return html`<tr id="${tracker.id}">
    <th scope="row">
      <code>${code}</code>${reference === null ? null : html`<br /><span class="quiet">${reference}</span>`}
    </th>
    <td>
      ${tracker.carrier}
      ${label ? html`<a href="/labels/${label.id}" aria-label="${texts.label} ${code}">${texts.label}</a>` : null}
    </td>
    <td>${texts.status[tracker.status]}</td>
    <td>${scan}<br /><time class="quiet" datetime="${tracker.updated_at}">${tracker.updated_at}</time></td>
    <td>
      ${plan.length > 0 ? move('next', texts.next) : null}
      ${tracker.status === 'delivered' ? null : move('delivered', texts.deliver)}
      ${plan.length > 0 ? move('lost', texts.lose) : null}
    </td>
  </tr>`;
}
