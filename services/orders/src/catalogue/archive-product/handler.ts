import { apiHandler } from '@cartless/lambda';
import { admit } from '../../accounts/accounts-service.ts';
import { ground } from '../../service.ts';
import { productPorts } from '../catalogue-service.ts';
import { changeProduct } from '../change-product.ts';
import { versionOf } from '../product-input-body.ts';
import { route } from './route.ts';

export const handler = apiHandler(
  route,
  async ({ params, headers }) => {
    const version = versionOf(headers['if-match']);
    await changeProduct(productPorts(ground()))({ ...params, change: { active: false }, version });
  },
  { admit },
);
