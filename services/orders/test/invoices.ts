import type { Items } from '@cartless/aggregate';
import { numberText } from '../src/invoices/document-number.ts';
import { fromDocumentItem } from '../src/invoices/document-item.ts';
import type { InvoiceTerms } from '../src/invoices/invoices-service.ts';
import { isNote, type TaxDocument, taxIncludedIn } from '../src/invoices/tax-document.ts';

export const INVOICE_TERMS: InvoiceTerms = {
  seller: { name: 'Lamps & Co', address: ['1 Lane', 'Shanghai'], taxNumber: '91310000MA1FL0TT4X' },
  zone: 'Asia/Shanghai',
  years: 10,
};

type Stored = Parameters<typeof fromDocumentItem>[0];

/** Every document among the items of a table, by number. */
export const documentsIn = (items: readonly Stored[]): readonly TaxDocument[] =>
  items
    .filter(({ pk }) => String(pk).startsWith('I#'))
    .map(fromDocumentItem)
    .toSorted((a, b) => (numberText(a.number) < numberText(b.number) ? -1 : 1));

/** What is wrong with the numbers of some documents: gaps, doubles, numbers that are taken by none. */
export function wrongNumbers(items: readonly Stored[]): readonly string[] {
  const bySeries = Map.groupBy(documentsIn(items), ({ number: { series, year } }) => `${year}#${series}`);
  const taken = items.filter(({ pk }) => String(pk).startsWith('J#'));
  const gaps = [...bySeries].flatMap(([series, documents]) => {
    const counts = documents.map(({ number }) => number.count);
    const right = counts.every((count, index) => count === index + 1);
    return right ? [] : [`${series}: ${counts.join(' ')}`];
  });
  const all = [...bySeries.values()].flat().length;
  return taken.length === all ? gaps : [...gaps, `${taken.length} numbers are taken by ${all} documents`];
}

/** What documents of an order come to: what was sold and not given back, and the tax in that. */
export const balanceOf = (documents: readonly TaxDocument[]) => {
  const sign = (document: TaxDocument) => (isNote(document) && document.kind === 'credit-note' ? -1 : 1);
  return {
    total: documents.reduce((sum, document) => sum + sign(document) * document.total, 0),
    tax: documents.reduce((sum, document) => sum + sign(document) * taxIncludedIn(document), 0),
  };
};

/** A table that everybody reads at the same moment before anybody writes: the worst that numbers can meet. */
export const slowItems = (items: Items, pause: () => Promise<void>): Items => ({
  ...items,
  query: async (query) => {
    const found = await items.query(query);
    await pause();
    return found;
  },
});
