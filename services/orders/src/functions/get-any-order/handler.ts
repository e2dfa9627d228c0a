import { apiHandler } from '@cartless/lambda';
import { showAdminOrder } from '../../api/admin-order-shape.ts';
import { orders } from '../../container.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params }) =>
  showAdminOrder(await orders.load(params.orderId)),
);
