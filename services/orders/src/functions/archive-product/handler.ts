import { apiHandler } from '@cartless/lambda';
import { versionOf } from '../../api/product-input.ts';
import { changeProduct } from '../../application/change-product.ts';
import { products } from '../../products.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params, headers }) => {
  const version = versionOf(headers['if-match']);
  await changeProduct(products())({ ...params, change: { active: false }, version });
});
