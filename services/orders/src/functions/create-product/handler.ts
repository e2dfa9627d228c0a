import { apiHandler, readConfig, reply } from '@cartless/lambda';
import { createProduct as write } from '../../adapters/create-product.ts';
import { readProduct } from '../../adapters/read-product.ts';
import { showAdminProduct } from '../../api/product-input.ts';
import { createProduct } from '../../application/create-product.ts';
import { CurrencyConfig } from '../../config.ts';
import { now, store } from '../../container.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ body, headers }, { caller, locale }) => {
  const { CURRENCY: currency } = readConfig(CurrencyConfig);
  const create = createProduct({
    write: (product, units, by) => write(store(), product, units, by),
    find: async (productId) => (await readProduct(store())(productId)).product,
    currency,
    now,
  });
  const product = await create({ ...body, by: caller.userId, idempotencyKey: headers['idempotency-key'] });
  return reply(showAdminProduct(product, locale), { location: `/products/${product.productId}` });
});
