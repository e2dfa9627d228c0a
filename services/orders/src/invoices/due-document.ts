import type { Order, Refund } from '../ordering/order.ts';
import { CASH } from '../payments/refund-moves.ts';
import { type CreditNote, isInvoice, isNote, type TaxDocument } from './tax-document.ts';

/** What is to be issued for an order next. */
export type DueDocument = Readonly<
  | { kind: 'invoice' }
  | { kind: 'credit-note'; refund: string; amount: number }
  | { kind: 'reversal'; refund: string; amount: number }
>;

/**
 * Whether the sale is final enough for an invoice: paid by card, paid at the door, or nothing to pay. Before that the order can
 * still fall away without a trace in the books.
 */
export const isSold = (order: Order): boolean =>
  order.status === 'paid' ||
  order.history.some(({ status }) => status === 'paid') ||
  order.captures.some(({ intent }) => intent === CASH) ||
  (order.total === 0 && !['placed', 'cancelled'].includes(order.status));

/**
 * What is due for an order beside what was issued, judged by the order as it is now: it does not matter which event was heard
 * of, how often, or in which order. Undefined when nothing is, as in orders that were placed before there was tax.
 */
export function dueDocument(order: Order, issued: readonly TaxDocument[]): DueDocument | undefined {
  if (order.tax === undefined || !isSold(order)) return undefined;
  const invoice = issued.find(isInvoice);
  if (invoice === undefined) return { kind: 'invoice' };
  const notes = issued.filter(isNote);
  const left = invoice.total - credited(notes);
  for (const refund of order.refunds.filter(isOfSale)) {
    const given = refund.doneAt === undefined ? 0 : refund.amount;
    const noted = credited(notes.filter((note) => note.refund === refund.key));
    // Nothing that arrived becomes less afterwards; it can only turn out not to have arrived.
    if (noted > given) return { kind: 'reversal', refund: refund.key, amount: noted };
    const amount = Math.min(given - noted, left);
    if (amount > 0) return { kind: 'credit-note', refund: refund.key, amount };
  }
  return undefined;
}

/** What a payment that fitted no order gave back was never invoiced. */
const isOfSale = ({ unearned, currency }: Refund): boolean => !unearned && currency === undefined;

/** What credit notes took back, without what was reversed. */
export const credited = (notes: readonly CreditNote[]): number =>
  notes.reduce((sum, { kind, total }) => sum + (kind === 'credit-note' ? total : -total), 0);
