import { Busy } from '@cartless/aggregate';
import { ACCOUNT_REFUSALS } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { AdminOrderShape } from '../../ordering/admin-order-body.ts';
import { OrderParams } from '../../ordering/order-body.ts';
import { OrderNotFound } from '../../ordering/errors.ts';
import { ReturnCannotMove, ReturnNotFound } from '../errors.ts';
import { ReturnParams } from '../return-body.ts';

export const route = defineRoute({
  id: 'approveReturn',
  method: 'POST',
  path: '/admin/orders/{orderId}/returns/{returnId}/approve',
  access: ['support', 'fulfilment'],
  summary: 'Lets the shopper send the goods back',
  description:
    'The shopper is told by mail. A return that nobody decides is approved after 7 days; one of which nothing arrives within ' +
    '30 days from then lapses.',
  params: z.extend(OrderParams, ReturnParams),
  success: { status: 200, description: 'The order with its returns', body: AdminOrderShape },
  errors: [...ACCOUNT_REFUSALS, OrderNotFound, ReturnNotFound, ReturnCannotMove, Busy],
});
