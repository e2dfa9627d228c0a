import { defineRoute } from '@cartless/lambda';
import { OrderNotFound } from '../../ordering/errors.ts';
import { OrderParams } from '../../ordering/order-body.ts';
import { DocumentShape } from '../document-body.ts';
import { INVOICE_ERRORS, InvoiceHeaders, InvoiceQuery } from '../show-invoice-body.ts';

export const route = defineRoute({
  id: 'getAnyInvoice',
  method: 'GET',
  path: '/admin/orders/{orderId}/invoice',
  access: ['support', 'finance'],
  summary: "Shows the invoice of anybody's order, or a credit note",
  params: OrderParams,
  query: InvoiceQuery,
  headers: InvoiceHeaders,
  success: { status: 200, description: 'The document', body: DocumentShape, page: true },
  errors: [OrderNotFound, ...INVOICE_ERRORS],
});
