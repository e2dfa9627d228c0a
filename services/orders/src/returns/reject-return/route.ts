import { Busy } from '@cartless/aggregate';
import { ACCOUNT_REFUSALS, prose } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { AdminOrderShape } from '../../ordering/admin-order-body.ts';
import { OrderParams } from '../../ordering/order-body.ts';
import { OrderNotFound } from '../../ordering/errors.ts';
import { ReturnCannotMove, ReturnNotFound } from '../errors.ts';
import { ReturnParams } from '../return-body.ts';

export const route = defineRoute({
  id: 'rejectReturn',
  method: 'POST',
  path: '/admin/orders/{orderId}/returns/{returnId}/reject',
  access: ['support', 'fulfilment'],
  summary: 'Does not take the goods back, and says why',
  description:
    'The reason is mailed to the shopper. What was approved can still be rejected until it is received, an empty parcel say.',
  params: z.extend(OrderParams, ReturnParams),
  body: z.strictObject({ reason: prose(500) }),
  success: { status: 200, description: 'The order with its returns', body: AdminOrderShape },
  errors: [...ACCOUNT_REFUSALS, OrderNotFound, ReturnNotFound, ReturnCannotMove, Busy],
});
