import { apiHandler } from '@cartless/lambda';
import { showAdminOrder } from '../admin-order-body.ts';
import { storedOrders } from '../../service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params }) =>
  showAdminOrder(await storedOrders().read(params.orderId)),
);
