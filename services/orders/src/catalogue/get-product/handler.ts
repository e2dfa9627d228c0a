import { apiHandler, reply } from '@cartless/lambda';
import { ground } from '../../service.ts';
import { productPorts } from '../catalogue-service.ts';
import { availabilityOf } from '../product.ts';
import { showProduct } from '../product-body.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params }, { locale }) => {
  const { product, available } = await productPorts(ground()).readStocked(params.productId);
  const availability = product.active ? availabilityOf(available, product.lowAt) : 'sold-out';
  return reply(showProduct(product, locale, availability), { etag: `"${product.version}"` });
});
