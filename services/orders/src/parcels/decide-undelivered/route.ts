import { Busy } from '@cartless/aggregate';
import { ACCOUNT_REFUSALS, ProductId, Quantity, VariantId } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { AdminOrderShape } from '../../ordering/admin-order-body.ts';
import { OrderNotFound } from '../../ordering/errors.ts';
import { OrderParams } from '../../ordering/order-body.ts';
import {
  CannotBeSentAgain,
  NothingUndelivered,
  SentTooOften,
  TooFewLeft,
  UndeliveredItemsUnknown,
} from '../errors.ts';
import { OUTCOMES } from '../parcel.ts';

export const route = defineRoute({
  id: 'decideUndelivered',
  method: 'POST',
  path: '/admin/orders/{orderId}/undelivered',
  access: 'fulfilment',
  summary: 'Decides about parcels that came back or were lost',
  description:
    'About every parcel of the order that waits for a decision: `refund` gives their money back and cancels the order when ' +
    'nothing else is left of it; `reship` sends them again. `restock` says whether the goods may be sold again; they are on ' +
    'the shelf once they are here. With `items` the outcome is that of so many units, and everything else that waits gets the other ' +
    'one: some are sent again and the rest is refunded, in one decision. The same decision again changes nothing.',
  params: OrderParams,
  body: z.strictObject({
    outcome: z.enum(OUTCOMES),
    restock: z.boolean(),
    items: z.optional(
      z
        .array(z.strictObject({ productId: ProductId, variantId: z.optional(VariantId), quantity: Quantity }))
        .check(z.minLength(1), z.maxLength(50)),
    ),
  }),
  success: { status: 200, description: 'The order', body: AdminOrderShape },
  errors: [
    ...ACCOUNT_REFUSALS,
    OrderNotFound,
    NothingUndelivered,
    UndeliveredItemsUnknown,
    CannotBeSentAgain,
    SentTooOften,
    TooFewLeft,
    Busy,
  ],
});
