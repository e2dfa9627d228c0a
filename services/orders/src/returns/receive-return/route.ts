import { Busy } from '@cartless/aggregate';
import { ACCOUNT_REFUSALS, MAX_LINES, ProductId, Quantity, VariantId } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { AdminOrderShape } from '../../ordering/admin-order-body.ts';
import { OrderParams } from '../../ordering/order-body.ts';
import { OrderNotFound } from '../../ordering/errors.ts';
import { RefundTooLarge } from '../../payments/errors.ts';
import { ReturnCannotMove, ReturnedItemsInvalid, ReturnNotFound, ReturnUnitsExceeded } from '../errors.ts';
import { ReturnParams } from '../return-body.ts';

const Item = z.strictObject({
  productId: ProductId,
  variantId: z.optional(VariantId),
  quantity: Quantity,
  restock: z.boolean(),
});

export const route = defineRoute({
  id: 'receiveReturn',
  method: 'POST',
  path: '/admin/orders/{orderId}/returns/{returnId}/receive',
  access: ['support', 'fulfilment'],
  summary: 'Takes what arrived: to the shelf or not, and the money goes back',
  description:
    'Fewer units than were asked for may have arrived; a product may stand twice, to the shelf and not. Gives back what was paid for ' +
    'what arrived, without the shipping fee, or the amount given. An order all of whose units are back is returned.',
  params: z.extend(OrderParams, ReturnParams),
  body: z.strictObject({
    items: z.array(Item).check(z.minLength(1), z.maxLength(2 * MAX_LINES)),
    refund: z.optional(z.int().check(z.gte(0))),
  }),
  success: { status: 200, description: 'The order with its returns', body: AdminOrderShape },
  errors: [
    ...ACCOUNT_REFUSALS,
    OrderNotFound,
    ReturnNotFound,
    ReturnCannotMove,
    ReturnedItemsInvalid,
    ReturnUnitsExceeded,
    RefundTooLarge,
    Busy,
  ],
});
