import { lazy, readConfig } from '@cartless/lambda';
import { InvoiceConfig } from '../config.ts';
import type { InvoiceTerms } from './invoices-service.ts';

/** What invoices are issued by, as the environment says. */
export const invoiceTerms = /* @__PURE__ */ lazy((): InvoiceTerms => {
  const { SELLER, TIME_ZONE, INVOICE_YEARS } = readConfig(InvoiceConfig);
  return { seller: SELLER, zone: TIME_ZONE, years: INVOICE_YEARS };
});
