import { Busy } from '@cartless/aggregate';
import {
  ACCOUNT_REFUSALS,
  IdempotencyKey,
  MAX_LINES,
  ProductId,
  prose,
  Quantity,
  ReturnReason,
  VariantId,
} from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { OrderParams, OrderShape } from '../../ordering/order-body.ts';
import { IdempotencyKeyReused, OrderNotFound } from '../../ordering/errors.ts';
import {
  OrderNotReturnable,
  ReturnedItemsInvalid,
  ReturnUnitsExceeded,
  ReturnWindowOver,
  TooManyReturns,
} from '../errors.ts';

export const route = defineRoute({
  id: 'requestReturn',
  method: 'POST',
  path: '/orders/{orderId}/returns',
  access: 'shop',
  summary: 'Asks to send goods back, within 7 days after delivery',
  description:
    'Also after the receipt was confirmed, and several times, as long as units are left. With an Idempotency-Key a repeated ' +
    'request is one return. The new return is the last of the order. `reason` is in words, for whoever decides; `reasonCode` is for the reports.',
  params: OrderParams,
  headers: z.object({ 'idempotency-key': z.optional(IdempotencyKey) }),
  body: z.strictObject({
    items: z
      .array(z.strictObject({ productId: ProductId, variantId: z.optional(VariantId), quantity: Quantity }))
      .check(z.minLength(1), z.maxLength(MAX_LINES)),
    reason: prose(500),
    reasonCode: z.optional(ReturnReason),
    comment: z.optional(prose(1000)),
  }),
  success: {
    status: 201,
    description: 'The order with its returns',
    headers: { 'idempotent-replayed': '`true` when an earlier request asked for it' },
    body: OrderShape,
  },
  errors: [
    ...ACCOUNT_REFUSALS,
    OrderNotFound,
    OrderNotReturnable,
    ReturnWindowOver,
    ReturnedItemsInvalid,
    ReturnUnitsExceeded,
    TooManyReturns,
    IdempotencyKeyReused,
    Busy,
  ],
});
