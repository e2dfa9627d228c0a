import { allows } from '@cartless/domain';
import { apiHandler } from '@cartless/lambda';
import { showOrder } from '../order-body.ts';
import { cancelOrder } from '../cancel-order.ts';
import { orders } from '../../service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params, body }, { caller: { userId, scopes } }) => {
  const who = { userId, isStaff: allows(scopes, 'support') };
  return showOrder(await cancelOrder(orders())({ ...params, ...who, reason: body?.reason }));
});
