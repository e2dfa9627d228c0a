import { apiHandler } from '@cartless/lambda';
import { PROMOTIONS } from '../promotion-store.ts';
import { showing } from '../promotions-service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ query }) => {
  const { promotions, show } = showing();
  const page = { ...query, index: 'orders-by-status', hash: PROMOTIONS, backward: true };
  const { items, nextCursor } = await promotions.page(page);
  return { items: await show(items), nextCursor };
});
