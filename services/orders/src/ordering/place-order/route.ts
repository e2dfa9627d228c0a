import {
  Instant,
  ACCOUNT_REFUSALS,
  IdempotencyKey,
  Money,
  OrderId,
  OrderNumber,
  rule,
} from '@cartless/domain';
import { Busy } from '@cartless/aggregate';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { LineShape } from '../order-body.ts';
import { ORDER_FIELDS } from '../order-request-body.ts';
import {
  AddressNotThereYet,
  AddressUnknown,
  IdempotencyKeyReused,
  OutOfStock,
  PaymentMethodRequired,
  PriceChanged,
  ProductUnavailable,
  QuantityTooLarge,
} from '../errors.ts';
import { LimitReached } from '../../limits/errors.ts';
import { OrderAboveLimit, OrderLimitReached } from '../../order-limits/errors.ts';
import { PromotionNotApplicable, PromotionTriedTooOften, PromotionUnknown } from '../../promotions/errors.ts';
import { CurrencyUnsupported, VariantRequired } from '../../catalogue/errors.ts';
import { LinesContradict } from '../new-order.ts';
import { Buyer } from '../../invoices/buyer.ts';

export const route = defineRoute({
  id: 'placeOrder',
  method: 'POST',
  path: '/orders',
  access: 'shop',
  summary: 'Places an order',
  description:
    'Price and stock of all lines are decided together; nothing is taken when a line is refused. The same ' +
    'Idempotency-Key with the same body gives the first answer again. Give either shippingAddress or addressId. ' +
    'What costs nothing needs no paymentMethod and is paid at once. How much one account may order, by card unpaid or in cash, ' +
    'depends on its age and history: 429 ORDER_LIMIT_REACHED says when the same order is possible, 409 ORDER_ABOVE_LIMIT that it never ' +
    'is as it stands; `limits` has the figures.',
  headers: z.object({ 'idempotency-key': IdempotencyKey }),
  body: z.strictObject(ORDER_FIELDS).check(
    rule<{ shippingAddress?: unknown; addressId?: unknown }>(
      ({ shippingAddress, addressId }) => (shippingAddress === undefined) !== (addressId === undefined),
      {
        en: 'Give either shippingAddress or addressId.',
        'zh-CN': '请提供 shippingAddress 或 addressId 之一。',
      },
      ['shippingAddress'],
    ),
  ),
  success: {
    status: 201,
    description: 'The order is placed; its number and a mail follow',
    headers: { location: 'The order', 'idempotent-replayed': '`true` when an earlier request placed it' },
    body: z.object({
      orderId: OrderId,
      status: z.enum(['placed', 'paid']),
      orderNumber: z.nullable(OrderNumber),
      items: z.array(LineShape),
      discount: z.optional(Money),
      shippingFee: Money,
      total: Money,
      payBy: z.nullable(Instant),
      taxIncluded: Money,
      invoice: z.optional(Buyer),
    }),
  },
  errors: [
    ...ACCOUNT_REFUSALS,
    OutOfStock,
    PriceChanged,
    ProductUnavailable,
    IdempotencyKeyReused,
    CurrencyUnsupported,
    VariantRequired,
    AddressNotThereYet,
    AddressUnknown,
    QuantityTooLarge,
    LimitReached,
    OrderLimitReached,
    OrderAboveLimit,
    PromotionUnknown,
    PromotionTriedTooOften,
    PromotionNotApplicable,
    PaymentMethodRequired,
    LinesContradict,
    Busy,
  ],
});
