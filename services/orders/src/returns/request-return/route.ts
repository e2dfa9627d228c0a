import { Busy } from '@cartless/aggregate';
import { ProductId, Quantity } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { OrderParams, OrderShape } from '../../ordering/order-body.ts';
import { OrderCannotMove, OrderNotFound } from '../../ordering/errors.ts';
import { ReturnedItemsInvalid, ReturnWindowOver } from '../errors.ts';

export const route = defineRoute({
  id: 'requestReturn',
  method: 'POST',
  path: '/orders/{orderId}/return',
  access: 'shop',
  summary: 'Asks to send goods back, within 7 days after delivery',
  params: OrderParams,
  body: z.strictObject({
    items: z
      .array(z.strictObject({ productId: ProductId, quantity: Quantity }))
      .check(z.minLength(1), z.maxLength(50)),
    reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
  }),
  success: { status: 200, description: 'The order, with its return asked for', body: OrderShape },
  errors: [OrderNotFound, OrderCannotMove, ReturnWindowOver, ReturnedItemsInvalid, Busy],
});
