import { apiHandler, reply } from '@cartless/lambda';
import { admit } from '../../accounts/accounts-service.ts';
import { showAdminOrder } from '../../ordering/admin-order-body.ts';
import { refundOnce } from '../refund-order.ts';
import { orders } from '../../service.ts';
import { route } from './route.ts';

export const handler = apiHandler(
  route,
  async ({ params, body, headers }) => {
    const command = { ...body, orderId: params.orderId, idempotencyKey: headers['idempotency-key'] };
    const { order, replayed } = await refundOnce(orders())(command);
    return reply(showAdminOrder(order), replayed ? { 'idempotent-replayed': 'true' } : {});
  },
  { admit },
);
