import { apiHandler } from '@cartless/lambda';
import { admit } from '../../accounts/accounts-service.ts';
import { showAdminOrder } from '../../ordering/admin-order-body.ts';
import { approveReturn } from '../decide-return.ts';
import { orders } from '../../service.ts';
import { route } from './route.ts';

export const handler = apiHandler(
  route,
  async ({ params }) => showAdminOrder(await approveReturn(orders())(params)),
  { admit },
);
