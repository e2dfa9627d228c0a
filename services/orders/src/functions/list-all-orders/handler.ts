import { apiHandler } from '@cartless/lambda';
import { showAdminOrder } from '../../api/admin-order-shape.ts';
import { endOf, startOf } from '../../api/paging.ts';
import { searchOrders } from '../../adapters/search-orders.ts';
import { store } from '../../container.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ query: { from, to, ...query } }) => {
  const { orders, nextCursor } = await searchOrders(store(), {
    ...query,
    from: startOf(from),
    to: endOf(to),
  });
  return { items: orders.map(showAdminOrder), nextCursor };
});
