import { apiHandler } from '@cartless/lambda';
import { admit } from '../../accounts/accounts-service.ts';
import { showAdminOrder } from '../../ordering/admin-order-body.ts';
import { orders } from '../../service.ts';
import { payRefund } from '../pay-refund.ts';
import { route } from './route.ts';

export const handler = apiHandler(
  route,
  async ({ params, body }) => showAdminOrder(await payRefund(orders())({ ...params, ...body })),
  { admit },
);
