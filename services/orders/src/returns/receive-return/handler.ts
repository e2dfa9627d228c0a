import { apiHandler } from '@cartless/lambda';
import { admit } from '../../accounts/accounts-service.ts';
import { showAdminOrder } from '../../ordering/admin-order-body.ts';
import { receiveReturn } from '../receive-return.ts';
import { orders } from '../../service.ts';
import { route } from './route.ts';

export const handler = apiHandler(
  route,
  async ({ params, body }) => showAdminOrder(await receiveReturn(orders())({ ...params, ...body })),
  { admit },
);
