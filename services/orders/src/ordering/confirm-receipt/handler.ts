import { apiHandler } from '@cartless/lambda';
import { showOrder } from '../order-body.ts';
import { confirmReceipt } from '../confirm-receipt.ts';
import { orders } from '../../service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params }, { caller }) =>
  showOrder(await confirmReceipt(orders())({ orderId: params.orderId, userId: caller.userId })),
);
