import type { Ground } from '../service.ts';
import { orderReader } from '../ordering/order-reader.ts';
import { findUnissued } from './find-unissued.ts';
import { documentStore } from './invoice-store.ts';
import type { Issuer } from './issue-document.ts';
import { issueInvoices } from './issue-invoices.ts';
import { invoiced, soldBetween } from './unissued-store.ts';

export type InvoiceTerms = Issuer & Readonly<{ years: number }>;

/** Issuing invoices and notes, wired. */
export function issuing(ground: Ground, { years, ...issuer }: InvoiceTerms) {
  const { of: documentsOf, lastNumber, create } = documentStore(ground.items, years);
  const { read } = orderReader(ground.items);
  return issueInvoices({ read, documentsOf, lastNumber, create, issuer, now: ground.now });
}

/** The search for invoices that are missing, wired. @param failed is told of each order that it could not help */
export function searching(
  ground: Ground,
  terms: InvoiceTerms,
  failed: (orderId: string, error: unknown) => void,
) {
  const { items, now } = ground;
  return findUnissued({
    soldBetween: soldBetween(orderReader(items), items),
    invoiced: invoiced(items),
    issue: issuing(ground, terms),
    failed,
    now,
  });
}
