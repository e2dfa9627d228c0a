import { apiHandler } from '@cartless/lambda';
import { showAdminOrder } from '../../api/admin-order-shape.ts';
import { refundOrder } from '../../application/refund-order.ts';
import { orders } from '../../container.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params, body, headers }) => {
  const command = { ...body, orderId: params.orderId, idempotencyKey: headers['idempotency-key'] };
  return showAdminOrder(await refundOrder(orders)(command));
});
