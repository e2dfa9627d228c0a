import { apiHandler } from '@cartless/lambda';
import { rangeOf } from '../../paging.ts';
import { ground, storedOrders } from '../../service.ts';
import { showAdminOrder } from '../admin-order-body.ts';
import { searchOrders } from '../search-orders.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ query: { from, to, ...query } }) => {
  const search = { ...query, ...rangeOf({ from, to }) };
  const { items, nextCursor } = await searchOrders(storedOrders(), ground().items, search);
  return { items: items.map(showAdminOrder), nextCursor };
});
