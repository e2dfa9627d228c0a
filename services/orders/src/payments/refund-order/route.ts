import { Busy } from '@cartless/aggregate';
import { ACCOUNT_REFUSALS, IdempotencyKey, prose } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { AdminOrderShape } from '../../ordering/admin-order-body.ts';
import { OrderParams } from '../../ordering/order-body.ts';
import { IdempotencyKeyReused, OrderNotFound } from '../../ordering/errors.ts';
import { RefundTooLarge, TooManyRefunds } from '../errors.ts';

export const route = defineRoute({
  id: 'refundOrder',
  method: 'POST',
  path: '/admin/orders/{orderId}/refunds',
  access: 'finance',
  summary: 'Gives money back, all that is left or a part',
  description:
    'The money leaves in the background; with an Idempotency-Key a repeated request is one refund. All that an order cost, ' +
    'given back before dispatch, cancels it.',
  params: OrderParams,
  headers: z.object({ 'idempotency-key': z.optional(IdempotencyKey) }),
  body: z.strictObject({
    amount: z.optional(z.int().check(z.gte(1))),
    reason: prose(500),
  }),
  success: {
    status: 200,
    description: 'The order with the refund owed',
    headers: { 'idempotent-replayed': '`true` when an earlier request asked for it' },
    body: AdminOrderShape,
  },
  errors: [...ACCOUNT_REFUSALS, OrderNotFound, RefundTooLarge, TooManyRefunds, IdempotencyKeyReused, Busy],
});
