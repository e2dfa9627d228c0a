import { apiHandler } from '@cartless/lambda';
import { endOf, startOf } from '../../paging.ts';
import { ground, orders } from '../../service.ts';
import { showAdminOrder } from '../admin-order-body.ts';
import { searchOrders } from '../search-orders.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ query: { from, to, ...query } }) => {
  const search = { ...query, from: startOf(from), to: endOf(to) };
  const { items, nextCursor } = await searchOrders(orders().orders, ground().items, search);
  return { items: items.map(showAdminOrder), nextCursor };
});
