import type { Answer } from '../../kit/answer.ts';
import { type Html, html, page } from '@cartless/html';
import type { ShipmentRecord } from '../carrier-state.ts';
import type { Address } from '../easypost-types.ts';

const STYLE = `@page{size:4in 6in;margin:0}body{font:14px/1.4 system-ui,sans-serif;margin:0;color:#000;background:#fff}
main{box-sizing:border-box;width:4in;height:6in;padding:.2in;border:2px solid #000;display:flex;flex-direction:column;gap:.12in}
h1{font-size:22px;margin:0;border-bottom:3px solid #000}h2{font-size:11px;margin:0;text-transform:uppercase}
p{margin:0}.to{font-size:19px;font-weight:600}.code{font:600 17px/1.3 ui-monospace,monospace;text-align:center;overflow-wrap:anywhere;border-block:3px solid #000;padding:.15in 0;margin-top:auto}`;

/** The label that the warehouse prints and sticks on the parcel, 4 by 6 inches. It has no part of the pages' look. */
export function labelPage({ shipment }: ShipmentRecord): Answer {
  const { selected_rate: rate, tracking_code: code, reference, refund_status: refund } = shipment;
  const body = html`<main>
    <h1>${rate?.carrier ?? ''} ${rate?.service ?? ''}</h1>
    <section>
      <h2>From</h2>
      <p>${lines(shipment.from_address)}</p>
    </section>
    <section>
      <h2>Ship to</h2>
      <p class="to">${lines(shipment.to_address)}</p>
    </section>
    <p>${shipment.parcel.weight} oz${reference === null ? '' : ` · Ref ${reference}`}</p>
    <p class="code">${code}</p>
    <p>${refund === null ? 'Specimen: no postage was paid.' : 'VOID: this label was refunded.'}</p>
  </main>`;
  const { text, headers } = page({ language: 'en', title: `Label ${code}`, style: STYLE, body });
  return { status: 200, type: 'text/html', body: text, headers };
}

const lines = (address: Address): Html[] =>
  [
    address.name,
    address.company,
    address.street1,
    address.street2,
    [address.city, address.state, address.zip].filter((part) => part !== null).join(' '),
    address.country,
    address.phone,
  ]
    .filter((line) => line !== null && line.trim() !== '')
    .map((line, index) => html`${index === 0 ? null : html`<br />`}${line}`);
