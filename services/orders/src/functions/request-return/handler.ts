import { apiHandler } from '@cartless/lambda';
import { showOrder } from '../../api/order-shape.ts';
import { requestReturn } from '../../application/request-return.ts';
import { orders } from '../../container.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params, body }, { caller }) =>
  showOrder(await requestReturn(orders)({ ...body, orderId: params.orderId, userId: caller.userId })),
);
