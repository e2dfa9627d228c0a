import { apiHandler, reply } from '@cartless/lambda';
import { readProduct } from '../../adapters/read-product.ts';
import { showProduct } from '../../api/product-shape.ts';
import { store } from '../../container.ts';
import { availabilityOf } from '../../domain/product.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params }, { locale }) => {
  const { product, available } = await readProduct(store())(params.productId);
  const availability = product.active ? availabilityOf(available, product.lowAt) : 'sold-out';
  return reply(showProduct(product, locale, availability), { etag: `"${product.version}"` });
});
