import { apiHandler } from '@cartless/lambda';
import { showAdminOrder } from '../../ordering/admin-order-body.ts';
import { acceptReturn } from '../accept-return.ts';
import { orders } from '../../service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params, body }) =>
  showAdminOrder(await acceptReturn(orders())({ orderId: params.orderId, amount: body?.amount })),
);
