import { defineError, Money, OrderStatus } from '@cartless/domain';
import * as z from 'zod/mini';

/** What is the matter with each line that was refused, and the figures as they are now. */
const refusedLines = () =>
  z.object({
    lines: z.array(
      z.object({
        productId: z.string(),
        variantId: z.optional(z.string()),
        problem: z.enum(['unavailable', 'price-changed', 'out-of-stock']),
        available: z.int(),
        unitPrice: z.nullable(Money),
      }),
    ),
  });
export type RefusedLine = z.infer<ReturnType<typeof refusedLines>>['lines'][number];

export const OutOfStock = defineError(
  'conflict',
  'OUT_OF_STOCK',
  {
    en: 'Some of it is sold out; see lines for what is left.',
    'zh-CN': '部分商品库存不足，剩余数量见 lines。',
  },
  refusedLines,
);
export const PriceChanged = defineError(
  'conflict',
  'PRICE_CHANGED',
  {
    en: 'A price has changed; see lines for the current one.',
    'zh-CN': '商品价格已变动，当前价格见 lines。',
  },
  refusedLines,
);
export const ProductUnavailable = defineError(
  'conflict',
  'PRODUCT_UNAVAILABLE',
  {
    en: 'Something in the order is not sold here any more; see lines.',
    'zh-CN': '订单中有商品已下架或不存在，详见 lines。',
  },
  refusedLines,
);
export const IdempotencyKeyReused = defineError('invalid', 'IDEMPOTENCY_KEY_REUSED', {
  en: 'This Idempotency-Key belongs to a request with another body. Use a new key.',
  'zh-CN': '该 Idempotency-Key 已用于内容不同的请求，请使用新的键。',
});
export const AddressUnknown = defineError('invalid', 'ADDRESS_UNKNOWN', {
  en: 'There is no such address in your address book. Send shippingAddress instead.',
  'zh-CN': '地址簿中没有该地址，请改为提交 shippingAddress。',
});
export const AddressNotThereYet = /* @__PURE__ */ defineError(
  'conflict',
  'ADDRESS_NOT_THERE_YET',
  {
    en: 'This address was added a moment ago and has not arrived here yet. Send the same request again shortly.',
    'zh-CN': '该地址刚刚添加，尚未同步到此处，请稍后重新提交相同的请求。',
  },
  () => z.object({ retryAfter: z.int() }),
);
export const QuantityTooLarge = defineError(
  'invalid',
  'QUANTITY_TOO_LARGE',
  {
    en: 'At most {limit} units of one product can be ordered at once.',
    'zh-CN': '同一商品一次最多可订购 {limit} 件。',
  },
  () => z.object({ limit: z.int() }),
);
export const PaymentMethodRequired = defineError('invalid', 'PAYMENT_METHOD_REQUIRED', {
  en: 'There is something to pay: say how, by paymentMethod.',
  'zh-CN': '该订单需要付款，请提供 paymentMethod。',
});
export const OrderNotFound = defineError('not-found', 'ORDER_NOT_FOUND', {
  en: 'There is no such order, or it is not yours.',
  'zh-CN': '订单不存在，或不属于您。',
});
export const OrderCannotMove = defineError(
  'conflict',
  'ORDER_CANNOT_MOVE',
  {
    en: 'The order is {orderStatus}; it cannot become {to}. Until it is shipped it can be cancelled; once delivered, its receipt can be confirmed and its goods returned.',
    'zh-CN': '订单当前状态为 {orderStatus}，无法变更为 {to}。发货前可取消订单；签收后可确认收货或申请退货。',
  },
  () => z.object({ orderStatus: OrderStatus, to: OrderStatus }),
);
