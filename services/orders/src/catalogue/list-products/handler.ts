import { apiHandler, lazy } from '@cartless/lambda';
import { ground } from '../../service.ts';
import { finding } from '../../search/search-service.ts';
import { showProduct } from '../product-body.ts';
import { route } from './route.ts';

const find = /* @__PURE__ */ lazy(() => finding(ground()));

export const handler = apiHandler(route, async ({ query }, { locale }) => {
  const { items, ...page } = await find()(query);
  return { ...page, items: items.map((product) => showProduct(product, locale)) };
});
