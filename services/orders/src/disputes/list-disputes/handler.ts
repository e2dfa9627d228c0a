import { apiHandler } from '@cartless/lambda';
import { storedOrders } from '../../service.ts';
import { showDispute } from '../dispute-body.ts';
import { listDisputes } from '../list-disputes.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ query }) => {
  const { items, nextCursor } = await listDisputes(storedOrders(), query);
  return {
    items: items.map(({ order, dispute }) => ({
      ...showDispute(order, dispute),
      orderId: order.orderId,
      orderNumber: order.orderNumber,
    })),
    nextCursor,
  };
});
