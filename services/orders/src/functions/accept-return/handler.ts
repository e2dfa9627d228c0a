import { apiHandler } from '@cartless/lambda';
import { showAdminOrder } from '../../api/admin-order-shape.ts';
import { acceptReturn } from '../../application/accept-return.ts';
import { orders } from '../../container.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params, body }) =>
  showAdminOrder(await acceptReturn(orders)({ orderId: params.orderId, amount: body?.amount })),
);
