import { apiHandler, readConfig, reply } from '@cartless/lambda';
import { showAdminProduct, versionOf } from '../../api/product-input.ts';
import { changeProduct } from '../../application/change-product.ts';
import { CurrencyConfig } from '../../config.ts';
import { requireVersion } from '../../domain/change-product.ts';
import { products } from '../../products.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params, headers, body }, { locale }) => {
  const { version: inBody, ...change } = body;
  const version = requireVersion(versionOf(headers['if-match']) ?? inBody);
  const { CURRENCY: currency } = readConfig(CurrencyConfig);
  const product = await changeProduct({ ...products(), currency })({ ...params, change, version });
  return reply(showAdminProduct(product, locale), { etag: `"${product.version}"` });
});
