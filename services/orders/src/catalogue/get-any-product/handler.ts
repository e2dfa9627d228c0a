import { apiHandler, reply } from '@cartless/lambda';
import { storedProducts } from '../catalogue-service.ts';
import { showStocked } from '../product-input-body.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params }, { locale }) => {
  const stocked = await storedProducts().readStocked(params.productId);
  return reply(showStocked(stocked, locale), { etag: `"${stocked.product.version}"` });
});
