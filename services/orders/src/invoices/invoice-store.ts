import { ABSENT, aggregate, aggregateStore, type Items, queryAll, type Store } from '@cartless/aggregate';
import { documentKey, documentNumberKey } from '../orders-table.ts';
import type { Series } from './document-number.ts';
import { fromDocumentItem, toDocumentItem } from './document-item.ts';
import { InvoiceNotReady } from './errors.ts';
import type { TaxDocument } from './tax-document.ts';

type TakeNumber = Readonly<{ type: 'take-number' }>;

const placeOf = (id: string): readonly [string, number] => {
  const [orderId = '', place = '0'] = id.split('/');
  return [orderId, Number(place)];
};

/** The end of the last year in which the law wants it kept. */
const expiryOf = ({ number }: TaxDocument, years: number): number =>
  Date.UTC(number.year + years + 1, 0, 1) / 1000;

/**
 * Invoices and notes. They have no rules of change, since what was issued stays. Nothing of them is `personal`: the law
 * wants them kept as they are, also of shoppers who are gone, so they hold nobody's name who did not ask for it.
 */
export const documentDeclaration = (years: number) =>
  aggregate<TaxDocument, never, TakeNumber>({
    name: 'tax-document',
    key: (id) => documentKey(...placeOf(id)),
    idOf: ({ orderId, place }) => `${orderId}/${place}`,
    version: 'v',
    toItem: (document) => ({ ...toDocumentItem(document), expiresAt: expiryOf(document, years) }),
    fromItem: fromDocumentItem,
    facts: {},
    sides: {
      // The numbers that are taken count themselves: the next one is free as long as nobody has put it there.
      'take-number': (_, { orderId, place, number: { series, year, count } }) => ({
        put: { ...documentNumberKey(series, year, count), id: orderId, i: place },
        when: { pk: ABSENT },
      }),
    },
    notFound: InvoiceNotReady,
  });

export type Documents = Readonly<{
  of: (orderId: string) => Promise<readonly TaxDocument[]>;
  lastNumber: (series: Series, year: number) => Promise<number>;
  create: (make: () => TaxDocument, onTaken: () => Promise<void>) => Promise<TaxDocument>;
}>;

/** @param years after the year of issue until a document may vanish */
export function documentStore(items: Items, years: number): Documents {
  const store: Store<TaxDocument, never, TakeNumber> = aggregateStore(documentDeclaration(years), items);
  return {
    of: documentsOf(items),
    async lastNumber(series, year) {
      const { pk, sk } = documentNumberKey(series, year, 0);
      const page = await items.query({
        hash: pk,
        range: { from: sk },
        backward: true,
        limit: 1,
        consistent: true,
      });
      return Number(page.items[0]?.['sk'] ?? 0);
    },
    async create(make, onTaken) {
      const also: readonly TakeNumber[] = [{ type: 'take-number' }];
      const { state } = await store.create(() => ({ state: make(), also }), { onRefusal: onTaken });
      return state;
    },
  };
}

/** The documents of an order in their order: one query. */
export const documentsOf =
  (items: Items) =>
  async (orderId: string): Promise<readonly TaxDocument[]> => {
    const documents: TaxDocument[] = [];
    for await (const item of queryAll(items, { hash: documentKey(orderId, 0).pk, consistent: true }))
      documents.push(fromDocumentItem(item));
    return documents;
  };
