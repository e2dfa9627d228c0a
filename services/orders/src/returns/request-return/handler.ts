import { apiHandler } from '@cartless/lambda';
import { showOrder } from '../../ordering/order-body.ts';
import { requestReturn } from '../request-return.ts';
import { orders } from '../../service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params, body }, { caller }) =>
  showOrder(await requestReturn(orders())({ ...body, orderId: params.orderId, userId: caller.userId })),
);
