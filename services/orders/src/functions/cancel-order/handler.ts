import { apiHandler } from '@cartless/lambda';
import { showOrder } from '../../api/order-shape.ts';
import { cancelOrder } from '../../application/cancel-order.ts';
import { orders } from '../../container.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params, body }, { caller }) =>
  showOrder(await cancelOrder(orders)({ orderId: params.orderId, ...caller, reason: body?.reason })),
);
