import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { AdminOrderShape } from '../../api/admin-order-shape.ts';
import { OrderParams } from '../../api/order-shape.ts';
import { IdempotencyKey } from '../../api/product-input.ts';
import { IdempotencyKeyReused, OrderNotFound, RefundTooLarge } from '../../domain/errors.ts';

export const route = defineRoute({
  id: 'refundOrder',
  method: 'POST',
  path: '/admin/orders/{orderId}/refund',
  access: 'admin',
  summary: 'Gives money back, all that is left or a part',
  description:
    'The money leaves in the background; with an Idempotency-Key a repeated request is one refund.',
  params: OrderParams,
  headers: z.object({ 'idempotency-key': IdempotencyKey }),
  body: z.strictObject({
    amount: z.optional(z.int().check(z.gte(1))),
    reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
  }),
  success: { status: 200, description: 'The order with the refund owed', body: AdminOrderShape },
  errors: [OrderNotFound, RefundTooLarge, IdempotencyKeyReused],
});
