import { Busy } from '@cartless/aggregate';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { AdminOrderShape } from '../../ordering/admin-order-body.ts';
import { OrderParams } from '../../ordering/order-body.ts';
import { OrderCannotMove, OrderNotFound } from '../../ordering/errors.ts';
import { RefundTooLarge } from '../../payments/errors.ts';

export const route = defineRoute({
  id: 'acceptReturn',
  method: 'POST',
  path: '/admin/orders/{orderId}/return/accept',
  access: ['support', 'fulfilment'],
  summary: 'Accepts returned goods: they are in stock again and the money goes back',
  description: 'Gives back the price of the returned goods, or the amount given.',
  params: OrderParams,
  body: z.optional(z.strictObject({ amount: z.optional(z.int().check(z.gte(0))) })),
  success: { status: 200, description: 'The order, returned', body: AdminOrderShape },
  errors: [OrderNotFound, OrderCannotMove, RefundTooLarge, Busy],
});
