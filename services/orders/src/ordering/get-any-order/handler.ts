import { apiHandler } from '@cartless/lambda';
import { showAdminOrder } from '../admin-order-body.ts';
import { orders } from '../../service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params }) =>
  showAdminOrder(await orders().read(params.orderId)),
);
