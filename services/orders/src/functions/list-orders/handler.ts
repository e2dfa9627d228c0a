import { apiHandler } from '@cartless/lambda';
import { listOwnOrders } from '../../adapters/list-orders.ts';
import { showOrder } from '../../api/order-shape.ts';
import { endOf, startOf } from '../../api/paging.ts';
import { store } from '../../container.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ query: { from, to, ...query } }, { caller }) => {
  const list = { ...query, userId: caller.userId, from: startOf(from), to: endOf(to) };
  const { orders, nextCursor } = await listOwnOrders(store(), list);
  return { items: orders.map(showOrder), nextCursor };
});
