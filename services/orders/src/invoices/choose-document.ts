import type { Order } from '../ordering/order.ts';
import { numberText } from './document-number.ts';
import { isSold } from './due-document.ts';
import { CreditNoteNotFound, InvoiceNotDue, invoiceNotReady, NoInvoice } from './errors.ts';
import { isInvoice, isNote, type TaxDocument } from './tax-document.ts';

/**
 * The invoice of an order, or one of its notes.
 * @param creditNote the number of the note that is wanted
 * @throws AppError CREDIT_NOTE_NOT_FOUND, INVOICE_NOT_READY, INVOICE_NOT_DUE, NO_INVOICE
 */
export function chooseDocument(
  order: Order,
  documents: readonly TaxDocument[],
  creditNote: string | undefined,
): TaxDocument {
  const invoice = documents.find(isInvoice);
  if (invoice === undefined) throw noneOf(order);
  if (creditNote === undefined) return invoice;
  const note = documents.find((one) => isNote(one) && numberText(one.number) === creditNote);
  if (note === undefined) throw CreditNoteNotFound();
  return note;
}

/** Why there is none: not yet, or never. */
function noneOf(order: Order) {
  if (order.tax === undefined) return NoInvoice();
  if (isSold(order)) return invoiceNotReady();
  return order.status === 'cancelled' ? NoInvoice() : InvoiceNotDue();
}
