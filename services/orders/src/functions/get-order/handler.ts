import { apiHandler } from '@cartless/lambda';
import { showOrder } from '../../api/order-shape.ts';
import { ownOrder } from '../../application/own-order.ts';
import { orders } from '../../container.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params }, { caller }) =>
  showOrder(ownOrder(await orders.load(params.orderId), caller.userId)),
);
