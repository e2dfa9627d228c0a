import { apiHandler, lazy, readConfig } from '@cartless/lambda';
import { ShippingConfig } from '../../config.ts';
import { showOrder } from '../../ordering/order-body.ts';
import { orders } from '../../service.ts';
import { changeAddress } from '../change-address.ts';
import { route } from './route.ts';

const change = /* @__PURE__ */ lazy(() =>
  changeAddress({ ...orders(), shipping: readConfig(ShippingConfig).SHIPPING_RULES }),
);

export const handler = apiHandler(route, async ({ params, body }, { caller }) =>
  showOrder(await change()({ ...params, ...body, userId: caller.userId })),
);
