import { type Locale, pickLocale } from '@cartless/domain';
import type { Page } from '@cartless/html';
import { wantsPage } from '@cartless/lambda';
import * as z from 'zod/mini';
import type { Order } from '../ordering/order.ts';
import { chooseDocument } from './choose-document.ts';
import { type DocumentShape, showDocument } from './document-body.ts';
import { documentPage } from './document-page.ts';
import { CreditNoteNotFound, InvoiceNotDue, InvoiceNotReady, NoInvoice } from './errors.ts';
import { isNote, type TaxDocument } from './tax-document.ts';

/** What is asked for: a note instead of the invoice, a page or JSON, in which language. */
export const InvoiceQuery = z.strictObject({
  creditNote: z.optional(z.string().check(z.regex(/^\d{4}-C\d{6,12}$/))),
});
export const InvoiceHeaders = z.object({
  accept: z.optional(z.string()),
  'accept-language': z.optional(z.string()),
});
export const INVOICE_ERRORS = [InvoiceNotReady, InvoiceNotDue, NoInvoice, CreditNoteNotFound] as const;

type Asked = Readonly<{ query: z.infer<typeof InvoiceQuery>; headers: z.infer<typeof InvoiceHeaders> }>;

/** The invoice of an order or one of its notes, as a page for people and as data for programs. */
export function showInvoice(
  order: Order,
  documents: readonly TaxDocument[],
  { query, headers }: Asked,
): DocumentShape | Page {
  const shown = showDocument(chooseDocument(order, documents, query.creditNote), documents.filter(isNote));
  if (!wantsPage(headers.accept)) return shown;
  return documentPage(shown, languageOf(order, headers['accept-language']));
}

/** Whoever names no language gets that of the order. */
const languageOf = (order: Order, wanted: string | undefined): Locale =>
  wanted === undefined || wanted.trim() === '*' ? order.locale : pickLocale(wanted);
