import { apiHandler, readConfig, reply } from '@cartless/lambda';
import { admit } from '../../accounts/accounts-service.ts';
import { CurrencyConfig } from '../../config.ts';
import { ground } from '../../service.ts';
import { productPorts } from '../catalogue-service.ts';
import { changeProduct } from '../change-product.ts';
import { requireVersion } from '../product-change.ts';
import { showAdminProduct, versionOf } from '../product-input-body.ts';
import { route } from './route.ts';

export const handler = apiHandler(
  route,
  async ({ params, headers, body }, { caller, locale }) => {
    const { version: inBody, ...fields } = body;
    const version = requireVersion(versionOf(headers['if-match']) ?? inBody);
    const { CURRENCY: currency } = readConfig(CurrencyConfig);
    const change = changeProduct({ ...productPorts(ground()), currency });
    const product = await change({ ...params, change: fields, version, by: caller.userId });
    return reply(showAdminProduct(product, locale), { etag: `"${product.version}"` });
  },
  { admit },
);
