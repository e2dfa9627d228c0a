import type { Page } from '@cartless/aggregate';
import type { Product, Sort } from '../catalogue/product.ts';
import type { Facets } from './facets.ts';
import type { SearchWanted } from './search-products.ts';

type Found = Promise<Page<Product> & Readonly<{ facets?: Facets }>>;
type Listed = Pick<SearchWanted, 'limit' | 'cursor' | 'category'> &
  Readonly<{ sort: Exclude<Sort, 'relevance'> }>;

type Ports = Readonly<{
  list: (wanted: Listed) => Found;
  search: (wanted: SearchWanted) => Found;
}>;

/**
 * One page of the catalogue. A plain list is one query of an index of the table; it needs no search index, and works while
 * that is not there.
 *
 * @throws AppError PRICE_RANGE_INVALID, CURSOR_INVALID, SEARCH_NOT_READY
 */
export const findProducts =
  ({ list, search }: Ports) =>
  async (wanted: Omit<SearchWanted, 'sort'> & Readonly<{ sort?: Sort | undefined }>): Found => {
    const { q, minPrice, maxPrice, inStock = false, facets = false, limit, cursor, category } = wanted;
    const sort = sortOf(wanted);
    const isPlain =
      q === undefined && minPrice === undefined && maxPrice === undefined && !inStock && !facets;
    if (isPlain && sort !== 'relevance') return list({ limit, cursor, category, sort });
    return search({ ...wanted, sort });
  };

/** Where nothing was searched for, nothing fits better or worse. */
const sortOf = ({ q, sort }: Readonly<{ q?: string | undefined; sort?: Sort | undefined }>): Sort =>
  q === undefined ? (sort === undefined || sort === 'relevance' ? 'newest' : sort) : (sort ?? 'relevance');
