import { apiHandler, lazy, readConfig } from '@cartless/lambda';
import { PlaceConfig } from '../../config.ts';
import { showOrder } from '../../ordering/order-body.ts';
import { orders } from '../../service.ts';
import { changeAddress } from '../change-address.ts';
import { route } from './route.ts';

const change = /* @__PURE__ */ lazy(() => {
  const { SHIPPING_RULES: shipping, TAX_RULES: tax } = readConfig(PlaceConfig);
  return changeAddress({ ...orders(), rules: { shipping, tax } });
});

export const handler = apiHandler(route, async ({ params, body }, { caller }) =>
  showOrder(await change()({ ...params, ...body, userId: caller.userId })),
);
