import { apiHandler } from '@cartless/lambda';
import { showOrder } from '../order-body.ts';
import { ownOrder } from '../own-order.ts';
import { storedOrders } from '../../service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params }, { caller }) =>
  showOrder(ownOrder(await storedOrders().read(params.orderId), caller.userId)),
);
