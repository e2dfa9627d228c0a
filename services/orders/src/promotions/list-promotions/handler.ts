import { apiHandler } from '@cartless/lambda';
import { PROMOTIONS } from '../promotion-store.ts';
import { promoting } from '../promotions-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ query }) => {
  const { ports, show } = promoting();
  const page = { ...query, index: 'orders-by-status', hash: PROMOTIONS, backward: true };
  const { items, nextCursor } = await ports.promotions.page(page);
  return { items: await show(items), nextCursor };
});
