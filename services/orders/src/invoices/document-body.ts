import { Instant, Money, OrderId } from '@cartless/domain';
import * as z from 'zod/mini';
import { iso } from '../iso.ts';
import { Buyer } from './buyer.ts';
import { numberText } from './document-number.ts';
import { Seller } from './seller.ts';
import {
  type CreditNote,
  type InvoiceLine,
  isInvoice,
  isNote,
  type TaxDocument,
  taxIncludedIn,
} from './tax-document.ts';

const Kind = z.enum(['invoice', 'credit-note', 'reversal']);
const Rate = z.int();

const Line = z.object({
  title: z.string(),
  quantity: z.int(),
  unitPrice: Money,
  discount: z.optional(Money),
  lineTotal: Money,
  taxRate: Rate,
  taxIncluded: Money,
});
const Tax = z.object({ taxRate: Rate, net: Money, tax: Money, gross: Money });
const Note = z.object({ number: z.string(), kind: Kind, day: z.string(), total: Money, taxIncluded: Money });

/** An invoice or a note about one, with what was issued on it since. Rates are basis points. */
export const DocumentShape = z.object({
  number: z.string(),
  kind: Kind,
  /** Of the invoice that a note is about. */
  invoiceNumber: z.optional(z.string()),
  issuedAt: Instant,
  day: z.string(),
  orderId: OrderId,
  orderNumber: z.nullable(z.string()),
  placedDay: z.optional(z.string()),
  seller: Seller,
  buyer: z.optional(Buyer),
  lines: z.array(Line),
  shippingFee: z.optional(Money),
  taxes: z.array(Tax),
  taxIncluded: Money,
  total: Money,
  creditNotes: z.array(Note),
});
export type DocumentShape = z.infer<typeof DocumentShape>;

/** @param notes that the answer lists; those of the invoice */
export function showDocument(document: TaxDocument, notes: readonly CreditNote[]): DocumentShape {
  const money = (amount: number) => ({ amount, currency: document.currency });
  return {
    number: numberText(document.number),
    kind: document.kind,
    ...(isNote(document) && { invoiceNumber: document.invoice }),
    issuedAt: iso(document.issuedAt),
    day: document.day,
    orderId: document.orderId,
    orderNumber: document.orderNumber,
    ...(isInvoice(document) && {
      placedDay: document.placedDay,
      shippingFee: money(document.shippingFee),
    }),
    seller: { ...document.seller, address: [...document.seller.address] },
    ...(document.buyer && { buyer: document.buyer }),
    lines: isInvoice(document) ? document.lines.map((line) => showLine(line, money)) : [],
    taxes: document.shares.map(({ rate, gross, tax }) => ({
      taxRate: rate,
      net: money(gross - tax),
      tax: money(tax),
      gross: money(gross),
    })),
    taxIncluded: money(taxIncludedIn(document)),
    total: money(document.total),
    creditNotes: isInvoice(document) ? notes.map((note) => showNote(note, money)) : [],
  };
}

type ToMoney = (amount: number) => Money;
function showLine(line: InvoiceLine, money: ToMoney): z.infer<typeof Line> {
  const discount = line.unitPrice * line.quantity - line.amount;
  return {
    title: line.title,
    quantity: line.quantity,
    unitPrice: money(line.unitPrice),
    ...(discount > 0 && { discount: money(discount) }),
    lineTotal: money(line.amount),
    taxRate: line.rate,
    taxIncluded: money(line.tax),
  };
}

const showNote = (note: CreditNote, money: ToMoney): z.infer<typeof Note> => ({
  number: numberText(note.number),
  kind: note.kind,
  day: note.day,
  total: money(note.total),
  taxIncluded: money(taxIncludedIn(note)),
});
