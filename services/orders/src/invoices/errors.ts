import { defineError } from '@cartless/domain';
import * as z from 'zod/mini';

/** Seconds; an invoice is issued within a few of the payment. */
const SOON = 5;

export const InvoiceNotReady = defineError(
  'conflict',
  'INVOICE_NOT_READY',
  {
    en: 'The invoice of this order is being issued. Please ask again in a moment.',
    'zh-CN': '该订单的发票正在开具，请稍后再试。',
  },
  () => z.object({ retryAfter: z.int() }),
);
export const invoiceNotReady = () => InvoiceNotReady({ details: { retryAfter: SOON } });

export const InvoiceNotDue = defineError('conflict', 'INVOICE_NOT_DUE', {
  en: 'An invoice is issued when the order is paid; with cash on delivery, when it was delivered.',
  'zh-CN': '订单付款后开具发票；货到付款的订单在送达后开具。',
});

export const NoInvoice = defineError('not-found', 'NO_INVOICE', {
  en: 'There is no invoice for this order: it was cancelled unpaid, or placed before the shop issued any.',
  'zh-CN': '该订单没有发票：订单未付款即取消，或下单时商店尚未提供发票。',
});

export const CreditNoteNotFound = defineError('not-found', 'CREDIT_NOTE_NOT_FOUND', {
  en: 'This order has no credit note of that number.',
  'zh-CN': '该订单没有此编号的红字发票。',
});
