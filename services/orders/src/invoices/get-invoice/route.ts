import { defineRoute } from '@cartless/lambda';
import { OrderNotFound } from '../../ordering/errors.ts';
import { OrderParams } from '../../ordering/order-body.ts';
import { DocumentShape } from '../document-body.ts';
import { INVOICE_ERRORS, InvoiceHeaders, InvoiceQuery } from '../show-invoice-body.ts';

export const route = defineRoute({
  id: 'getInvoice',
  method: 'GET',
  path: '/orders/{orderId}/invoice',
  access: 'shop',
  summary: "Shows the invoice of one of the caller's orders, or a credit note",
  description:
    'A page to print in the language of Accept-Language, or of the order when none is named; with ' +
    '`Accept: application/json` the data of it. Rates are basis points: 1300 is 13 %.',
  params: OrderParams,
  query: InvoiceQuery,
  headers: InvoiceHeaders,
  success: { status: 200, description: 'The document', body: DocumentShape, page: true },
  errors: [OrderNotFound, ...INVOICE_ERRORS],
});
