import { indexTerms, shelfOf } from '../domain/search-terms.ts';
import type { Product } from '../domain/product.ts';
import type { Store, TransactItem } from './store.ts';

export const termKey = (term: string, productId: string) => ({
  pk: `Q#${shelfOf(term)}`,
  sk: `${term}#${productId}`,
});

/** All terms in one text, so that a search can require several with one query. */
const words = (terms: readonly string[]): string => ` ${terms.join(' ')} `;

/** The writes that make a product findable as it is now, and no longer as it was. */
export function searchWrites(
  { table }: Store,
  product: Product,
  before: Product | undefined,
): TransactItem[] {
  const terms = product.active ? indexTerms(product.title) : [];
  const old = before?.active === true ? indexTerms(before.title) : [];
  if (before?.category === product.category && terms.join() === old.join()) return [];
  const gone = old.filter((term) => !terms.includes(term));
  return [
    ...terms.map((term) => ({
      Put: {
        TableName: table,
        Item: { ...termKey(term, product.productId), w: words(terms), cat: product.category },
      },
    })),
    ...gone.map((term) => ({ Delete: { TableName: table, Key: termKey(term, product.productId) } })),
  ];
}
