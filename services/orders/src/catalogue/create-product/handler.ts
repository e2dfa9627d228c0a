import { apiHandler, readConfig, reply } from '@cartless/lambda';
import { admit } from '../../accounts/accounts-service.ts';
import { CurrencyConfig } from '../../config.ts';
import { ground } from '../../service.ts';
import { productPorts } from '../catalogue-service.ts';
import { createProduct } from '../create-product.ts';
import { showAdminProduct } from '../product-input-body.ts';
import { route } from './route.ts';

export const handler = apiHandler(
  route,
  async ({ body, headers }, { caller, locale }) => {
    const { CURRENCY: currency } = readConfig(CurrencyConfig);
    const create = createProduct({ ...productPorts(ground()), currency });
    const command = { ...body, by: caller.userId, idempotencyKey: headers['idempotency-key'] };
    const { product, replayed } = await create(command);
    return reply(showAdminProduct(product, locale), {
      location: `/products/${product.productId}`,
      ...(replayed && { 'idempotent-replayed': 'true' }),
    });
  },
  { admit },
);
