import { apiHandler } from '@cartless/lambda';
import { ground, storedOrders } from '../../service.ts';
import { listReturns } from '../list-returns.ts';
import { showOpenReturn } from '../return-body.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ query }) => {
  const { items, nextCursor } = await listReturns(storedOrders(), ground().items, query);
  return { items: items.map(showOpenReturn), nextCursor };
});
