import { ABSENT, type Item, nameOfKey } from '@cartless/aggregate';
import type { Agreement } from '@cartless/aggregate/repairing';
import { documentNumberKey, ORDERS_TABLE } from '../orders-table.ts';
import { fromDocumentItem } from './document-item.ts';
import type { TaxDocument } from './tax-document.ts';

const nameOf = (key: Item): string => nameOfKey(ORDERS_TABLE, key);
const keyOf = ({ number: { series, year, count } }: TaxDocument) => documentNumberKey(series, year, count);

/** A number is taken in the write that issues its document. A gap is allowed when it is explained, a number twice is not. */
export const documentsAgree: Agreement = {
  says: 'every number of a document is taken by it',
  watch(now) {
    const taken = new Map<string, Item>();
    const documents = new Map<string, TaxDocument[]>();
    return {
      see(item) {
        const pk = String(item['pk']);
        if (pk.startsWith('I#')) {
          const document = fromDocumentItem(item);
          const name = nameOf(keyOf(document));
          documents.set(name, [...(documents.get(name) ?? []), document]);
        } else if (pk.startsWith('J#')) taken.set(nameOf(item), item);
      },
      *broken() {
        for (const [name, [first, ...others]] of documents) {
          if (first === undefined) continue;
          const { id, i } = taken.get(name) ?? {};
          const { orderId, place } = first;
          if (others.length > 0 || (id !== undefined && (id !== orderId || i !== place)))
            yield {
              says: `${name} is the number of several documents: ${[first, ...others].map((one) => one.orderId).join(', ')}; ask your tax adviser`,
            };
          else if (id === undefined)
            yield {
              says: `${name} of ${orderId} is not taken`,
              mend: [{ put: { ...keyOf(first), id: orderId, i: place }, when: { pk: ABSENT } }],
            };
        }
        for (const [name, { pk, sk, id, lost }] of taken) {
          // Documents vanish after the years for which the law wants them, their numbers do not.
          const isOld = Number(String(pk).split('#')[1]) < now.getUTCFullYear() - 1;
          if (isOld || lost !== undefined || documents.has(name)) continue;
          yield {
            says: `${name} was taken for a document of ${String(id)} that is not there; it stays out, and says so`,
            mend: [{ update: { pk: String(pk), sk: String(sk) }, set: { lost: 1 }, when: { lost: ABSENT } }],
          };
        }
      },
    };
  },
};
