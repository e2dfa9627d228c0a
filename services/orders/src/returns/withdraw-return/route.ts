import { Busy } from '@cartless/aggregate';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { OrderParams, OrderShape } from '../../ordering/order-body.ts';
import { OrderNotFound } from '../../ordering/errors.ts';
import { ReturnCannotMove, ReturnNotFound } from '../errors.ts';
import { ReturnParams } from '../return-body.ts';

export const route = defineRoute({
  id: 'withdrawReturn',
  method: 'POST',
  path: '/orders/{orderId}/returns/{returnId}/withdraw',
  access: 'shop',
  summary: 'Keeps the goods after all',
  description:
    'Until they have arrived at the shop. The units can be returned by another request while there is time.',
  params: z.extend(OrderParams, ReturnParams),
  success: { status: 200, description: 'The order with its returns', body: OrderShape },
  errors: [OrderNotFound, ReturnNotFound, ReturnCannotMove, Busy],
});
