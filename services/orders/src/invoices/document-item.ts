import type { Item } from '@cartless/aggregate';
import type { OrderId } from '@cartless/domain';
import { idOf } from '../orders-table.ts';
import type { TaxShare } from '../tax/included-tax.ts';
import type { Buyer } from './buyer.ts';
import type { Series } from './document-number.ts';
import type { Seller } from './seller.ts';
import { isInvoice, type InvoiceLine, type TaxDocument } from './tax-document.ts';

type LineItem = Readonly<{ t: string; q: number; u: number; a?: number; r: number; x: number }>;
type ShareItem = readonly [rate: number, gross: number, tax: number];

/** A document as it is stored. Names are short, and none is that of an index. */
type DocumentItem = Readonly<{
  pk: string;
  sk: string;
  v: number;
  k: TaxDocument['kind'];
  y: number;
  n: number;
  ia: number;
  d: string;
  se: Seller;
  by?: Buyer;
  no?: string;
  c: string;
  tot: number;
  sh: readonly ShareItem[];
  pd?: string;
  l?: readonly LineItem[];
  f?: number;
  rk?: string;
  iv?: string;
}>;

export function toDocumentItem(document: TaxDocument): Item {
  const { number, issuedAt, day, seller, buyer, orderNumber, currency, total, shares } = document;
  const item: Omit<DocumentItem, 'pk' | 'sk' | 'v'> = {
    k: document.kind,
    y: number.year,
    n: number.count,
    ia: issuedAt,
    d: day,
    se: seller,
    ...(buyer && { by: buyer }),
    ...(orderNumber !== null && { no: orderNumber }),
    c: currency,
    tot: total,
    sh: shares.map(({ rate, gross, tax }): ShareItem => [rate, gross, tax]),
    ...(isInvoice(document)
      ? { pd: document.placedDay, l: document.lines.map(toLineItem), f: document.shippingFee }
      : { rk: document.refund, iv: document.invoice }),
  };
  return item;
}

export function fromDocumentItem(stored: Item): TaxDocument {
  const item = stored as DocumentItem;
  const series: Series = item.k === 'invoice' ? 'invoice' : 'credit-note';
  const issued = {
    orderId: idOf(item.pk) as OrderId,
    place: Number(item.sk),
    version: item.v,
    number: { series, year: item.y, count: item.n },
    issuedAt: item.ia,
    day: item.d,
    seller: item.se,
    ...(item.by && { buyer: item.by }),
    orderNumber: item.no ?? null,
    currency: item.c,
    total: item.tot,
    shares: item.sh.map(([rate, gross, tax]): TaxShare => ({ rate, gross, tax })),
  };
  if (item.k !== 'invoice') return { ...issued, kind: item.k, refund: item.rk ?? '', invoice: item.iv ?? '' };
  const lines = (item.l ?? []).map(fromLineItem);
  return { ...issued, kind: 'invoice', placedDay: item.pd ?? item.d, lines, shippingFee: item.f ?? 0 };
}

const toLineItem = ({ title, quantity, unitPrice, amount, rate, tax }: InvoiceLine): LineItem => ({
  t: title,
  q: quantity,
  u: unitPrice,
  ...(amount !== unitPrice * quantity && { a: amount }),
  r: rate,
  x: tax,
});

const fromLineItem = ({ t, q, u, a, r, x }: LineItem): InvoiceLine => ({
  title: t,
  quantity: q,
  unitPrice: u,
  amount: a ?? u * q,
  rate: r,
  tax: x,
});
