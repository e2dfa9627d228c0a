import type { Order } from '../ordering/order.ts';
import { lineAmount, taxOf } from '../tax/order-tax.ts';
import { creditShares, reversedShares } from './credit-shares.ts';
import { dayIn, numberText, type Series } from './document-number.ts';
import type { DueDocument } from './due-document.ts';
import type { Seller } from './seller.ts';
import { type Invoice, isInvoice, isNote, type TaxDocument } from './tax-document.ts';

/** What documents say of the shop, and where its days and years begin. */
export type Issuer = Readonly<{ seller: Seller; zone: string }>;

export const seriesOf = ({ kind }: Pick<DueDocument, 'kind'>): Series =>
  kind === 'invoice' ? 'invoice' : 'credit-note';

export const yearIn = (zone: string, at: number): number => Number(dayIn(zone, at).slice(0, 4));

type Given = Readonly<{ order: Order; issued: readonly TaxDocument[]; count: number; at: number }>;

/** The document that is due, under the next number of its series. */
export function issueDocument(due: DueDocument, given: Given, { seller, zone }: Issuer): TaxDocument {
  const { order, issued, count, at } = given;
  const place = issued.length;
  const number = { series: seriesOf(due), year: yearIn(zone, at), count };
  const own = { orderId: order.orderId, place, version: 0, number, issuedAt: at, day: dayIn(zone, at) };
  if (due.kind === 'invoice') return { ...own, ...invoiceOf(order, zone), seller };
  const invoice = issued.find(isInvoice);
  if (invoice === undefined) throw new Error(`${order.orderId} has no invoice that a note could be about`);
  const notes = issued.filter(isNote);
  const { buyer, orderNumber, currency } = invoice;
  return {
    ...own,
    kind: due.kind,
    seller,
    ...(buyer && { buyer }),
    orderNumber,
    currency,
    total: due.amount,
    shares:
      due.kind === 'reversal' ? reversedShares(notes, due.refund) : creditShares(invoice, notes, due.amount),
    refund: due.refund,
    invoice: numberText(invoice.number),
  };
}

/** Without the name of a person who asked for no invoice in it: no law needs it. */
function invoiceOf(order: Order, zone: string) {
  const tax = taxOf(order);
  return {
    kind: 'invoice',
    ...(order.invoice && { buyer: order.invoice }),
    orderNumber: order.orderNumber,
    currency: order.currency,
    placedDay: dayIn(zone, order.placedAt),
    total: order.total,
    shippingFee: order.shippingFee,
    shares: tax.shares,
    lines: order.lines.map((line, index) => ({
      title: line.title,
      quantity: line.quantity,
      unitPrice: line.unitPrice.amount,
      amount: lineAmount(line),
      rate: order.tax?.rates[index] ?? 0,
      tax: tax.lines[index] ?? 0,
    })),
  } as const satisfies Partial<Invoice>;
}
