import { apiHandler } from '@cartless/lambda';
import { listProducts, searchProducts } from '../../adapters/list-products.ts';
import { showProduct } from '../../api/product-shape.ts';
import { store } from '../../container.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ query: { q, ...query } }, { locale }) => {
  const found = await (q === undefined
    ? listProducts(store(), query)
    : searchProducts(store(), { ...query, query: q }));
  return {
    items: found.products.map((product) => showProduct(product, locale)),
    nextCursor: found.nextCursor,
  };
});
