import { apiHandler } from '@cartless/lambda';
import { ground } from '../../service.ts';
import { SearchNotSorted } from '../errors.ts';
import { showProduct } from '../product-body.ts';
import { listProducts, searchProducts } from '../product-lists-store.ts';
import { productStore } from '../product-store.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ query: { q, sort, ...query } }, { locale }) => {
  if (q !== undefined && sort !== undefined) throw SearchNotSorted();
  const { items } = ground();
  const products = productStore(items);
  const found = await (q === undefined
    ? listProducts(products, { ...query, sort: sort ?? 'newest' })
    : searchProducts(products, items, { ...query, query: q }));
  return {
    items: found.items.map((product) => showProduct(product, locale)),
    nextCursor: found.nextCursor,
  };
});
