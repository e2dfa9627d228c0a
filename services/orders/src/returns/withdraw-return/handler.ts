import { apiHandler } from '@cartless/lambda';
import { showOrder } from '../../ordering/order-body.ts';
import { withdrawReturn } from '../withdraw-return.ts';
import { orders } from '../../service.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params }, { caller }) =>
  showOrder(await withdrawReturn(orders())({ ...params, userId: caller.userId })),
);
