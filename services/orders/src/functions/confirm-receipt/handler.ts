import { apiHandler } from '@cartless/lambda';
import { showOrder } from '../../api/order-shape.ts';
import { confirmReceipt } from '../../application/confirm-receipt.ts';
import { orders } from '../../container.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params }, { caller }) =>
  showOrder(await confirmReceipt(orders)({ orderId: params.orderId, userId: caller.userId })),
);
