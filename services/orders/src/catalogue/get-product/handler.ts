import { apiHandler, reply } from '@cartless/lambda';
import { storedProducts } from '../catalogue-service.ts';
import { stockedWith } from '../variants.ts';
import { showProduct } from '../product-body.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params }, { locale }) => {
  const { product, available } = await storedProducts().readStocked(params.productId);
  const shown = stockedWith(product, available);
  const availability = product.active ? shown.availability : 'sold-out';
  return reply(showProduct(shown, locale, availability), { etag: `"${product.version}"` });
});
