import { apiHandler } from '@cartless/lambda';
import { rangeOf } from '../../paging.ts';
import { storedOrders } from '../../service.ts';
import { showOrder } from '../order-body.ts';
import { listOwnOrders } from '../order-lists-store.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ query: { from, to, ...query } }, { caller }) => {
  const list = { ...query, userId: caller.userId, ...rangeOf({ from, to }) };
  const { items, nextCursor } = await listOwnOrders(storedOrders(), list);
  return { items: items.map(showOrder), nextCursor };
});
