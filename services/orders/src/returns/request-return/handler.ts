import { apiHandler, reply } from '@cartless/lambda';
import { showOrder } from '../../ordering/order-body.ts';
import { requestReturn } from '../request-return.ts';
import { orders } from '../../service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params, body, headers }, { caller }) => {
  const { orderId } = params;
  const command = { ...body, orderId, userId: caller.userId, idempotencyKey: headers['idempotency-key'] };
  const { order, replayed } = await requestReturn(orders())(command);
  return reply(showOrder(order), replayed ? { 'idempotent-replayed': 'true' } : {});
});
