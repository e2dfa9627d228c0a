import type { ShownAddress } from '@cartless/domain';
import { type Html, html, type Page, page } from '@cartless/html';
import type { PackingSlip } from './packing-slip.ts';
import { STYLE } from './slip-style.ts';
import { WORDS } from './slip-words.ts';

type Shop = Readonly<{ origin: ShownAddress; siteUrl: string }>;

/** A slip to print and to put into the parcel. */
export function slipPage(slip: PackingSlip, { origin, siteUrl }: Shop): Page {
  const { locale, orderNumber, items, part, replaces } = slip;
  const words = WORDS[locale];
  const pieces = items.reduce((sum, { quantity }) => sum + quantity, 0);
  const notes = [
    ...(part ? [words.part] : []),
    ...(replaces === null ? [] : [words.again]),
    words.back(siteUrl, orderNumber),
  ];
  const body = html`<main>
    <h1>${words.title}</h1>
    ${facts(slip)}
    <div class="sides">
      <section aria-labelledby="to">
        <h2 id="to">${words.to}</h2>
        ${addressLines(slip.address, 'to')}
      </section>
      <section aria-labelledby="from">
        <h2 id="from">${words.from}</h2>
        ${addressLines(origin)}
      </section>
    </div>
    <table>
      <thead>
        <tr>
          <th scope="col">${words.item}</th>
          <th scope="col">${words.quantity}</th>
        </tr>
      </thead>
      <tbody>
        ${items.map(line)}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${words.pieces}</th>
          <td>${pieces}</td>
        </tr>
      </tfoot>
    </table>
    <footer>${notes.map((note) => html`<p>${note}</p>`)}</footer>
  </main>`;
  return page({ language: locale, title: `${words.title} ${orderNumber}`, style: STYLE, body });
}

function facts({ locale, orderNumber, shipmentId }: PackingSlip): Html {
  const words = WORDS[locale];
  const rows: readonly (readonly [string, string])[] = [
    [words.order, orderNumber],
    [words.parcel, shipmentId],
  ];
  return html`<dl class="facts">
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

const line = ({ title, options, quantity }: PackingSlip['items'][number]): Html =>
  html`<tr>
    <td>${title} ${options.map(({ name, value }) => html`<p class="quiet">${name}: ${value}</p>`)}</td>
    <td>${quantity}</td>
  </tr>`;

function addressLines(address: ShownAddress, style = ''): readonly Html[] {
  const { recipient, line1, line2, district, city, region, postalCode, country, phone } = address;
  const place = [district, city, region, postalCode].filter((part) => part !== undefined).join(', ');
  return [recipient, line1, line2, place, country, phone].flatMap((part, i) =>
    part === undefined ? [] : [html`<p class="${i === 0 ? style : ''}">${part}</p>`],
  );
}
