import { Busy } from '@cartless/aggregate';
import { ACCOUNT_REFUSALS, prose } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { OrderParams, OrderShape } from '../order-body.ts';
import { OrderCannotMove, OrderNotFound } from '../errors.ts';

export const route = defineRoute({
  id: 'cancelOrder',
  method: 'POST',
  path: '/orders/{orderId}/cancel',
  access: 'shop',
  summary: 'Cancels an order before dispatch',
  description: 'Its stock is free at once; what was paid goes back in the background.',
  params: OrderParams,
  body: z.optional(z.strictObject({ reason: z.optional(prose(500, 0)) })),
  success: { status: 200, description: 'The order, cancelled', body: OrderShape },
  errors: [...ACCOUNT_REFUSALS, OrderNotFound, OrderCannotMove, Busy],
});
