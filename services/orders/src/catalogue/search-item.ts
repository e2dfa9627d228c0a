import { shelfOf } from './search-terms.ts';

/** Where a product stands under a search term. */
export const termKey = (term: string, productId: string) => ({
  pk: `Q#${shelfOf(term)}`,
  sk: `${term}#${productId}`,
});
