import { apiHandler } from '@cartless/lambda';
import { storedOrders } from '../../service.ts';
import { listRefunds } from '../list-refunds.ts';
import { showAdminRefund } from '../refund-body.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ query }) => {
  const { items, nextCursor } = await listRefunds(storedOrders(), query);
  return {
    items: items.map(({ order, refund }) => ({
      ...showAdminRefund(order, refund),
      orderId: order.orderId,
      orderNumber: order.orderNumber,
    })),
    nextCursor,
  };
});
