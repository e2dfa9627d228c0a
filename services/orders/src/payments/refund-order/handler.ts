import { apiHandler } from '@cartless/lambda';
import { showAdminOrder } from '../../ordering/admin-order-body.ts';
import { refundOrder } from '../refund-order.ts';
import { orders } from '../../service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params, body, headers }) => {
  const command = { ...body, orderId: params.orderId, idempotencyKey: headers['idempotency-key'] };
  return showAdminOrder(await refundOrder(orders())(command));
});
