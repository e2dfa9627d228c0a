import { apiHandler } from '@cartless/lambda';
import { versionOf } from '../../api/product-input.ts';
import { changeProduct } from '../../application/change-product.ts';
import { now, store } from '../../container.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params, headers }) => {
  const version = versionOf(headers['if-match']);
  await changeProduct({ store: store(), now })({ ...params, change: { active: false }, version });
});
