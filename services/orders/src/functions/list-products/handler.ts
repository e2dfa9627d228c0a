import { apiHandler } from '@cartless/lambda';
import { listProducts, searchProducts } from '../../adapters/list-products.ts';
import { showProduct } from '../../api/product-shape.ts';
import { store } from '../../container.ts';
import { SearchNotSorted } from '../../domain/errors.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ query: { q, sort, ...query } }, { locale }) => {
  if (q !== undefined && sort !== undefined) throw SearchNotSorted();
  const found = await (q === undefined
    ? listProducts(store(), { ...query, sort: sort ?? 'newest' })
    : searchProducts(store(), { ...query, query: q }));
  return {
    items: found.products.map((product) => showProduct(product, locale)),
    nextCursor: found.nextCursor,
  };
});
