import { apiHandler } from '@cartless/lambda';
import { showOrder } from '../order-body.ts';
import { cancelOrder } from '../cancel-order.ts';
import { orders } from '../../service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params, body }, { caller }) =>
  showOrder(await cancelOrder(orders())({ orderId: params.orderId, ...caller, reason: body?.reason })),
);
