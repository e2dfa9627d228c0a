import type { Address } from './easypost-types.ts';
import { escapeHtml } from './escape-html.ts';
import type { ShipmentRecord } from './simulator-state.ts';

const STYLE = `@page{size:4in 6in;margin:0}body{font:14px/1.4 system-ui,sans-serif;margin:0;color:#000;background:#fff}
main{box-sizing:border-box;width:4in;height:6in;padding:.2in;border:2px solid #000;display:flex;flex-direction:column;gap:.12in}
h1{font-size:22px;margin:0;border-bottom:3px solid #000}h2{font-size:11px;margin:0;text-transform:uppercase}
p{margin:0}.to{font-size:19px;font-weight:600}.code{font:600 17px/1.3 ui-monospace,monospace;text-align:center;overflow-wrap:anywhere;border-block:3px solid #000;padding:.15in 0;margin-top:auto}`;

const lines = (address: Address): string =>
  [
    address.name,
    address.company,
    address.street1,
    address.street2,
    `${address.city} ${address.state ?? ''} ${address.zip}`,
    address.country,
    address.phone,
  ]
    .filter((line) => line !== null && line.trim() !== '')
    .map((line) => escapeHtml(String(line)))
    .join('<br>');

/** The label that the warehouse prints and sticks on the parcel, 4 by 6 inches. */
export function labelPage({ shipment }: ShipmentRecord): string {
  const rate = shipment.selected_rate;
  const code = escapeHtml(shipment.tracking_code ?? '');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Label ${code}</title><style>${STYLE}</style></head>
<body><main><h1>${escapeHtml(`${rate?.carrier ?? ''} ${rate?.service ?? ''}`)}</h1>
<section><h2>From</h2><p>${lines(shipment.from_address)}</p></section>
<section><h2>Ship to</h2><p class="to">${lines(shipment.to_address)}</p></section>
<p>${shipment.parcel.weight} oz${shipment.reference === null ? '' : ` · Ref ${escapeHtml(shipment.reference)}`}</p>
<p class="code">${code}</p>
<p>${shipment.refund_status === null ? 'Specimen: no postage was paid.' : 'VOID: this label was refunded.'}</p></main></body></html>`;
}
