import { defineError } from '@cartless/domain';

export const OutOfStock = defineError('conflict', 'OUT_OF_STOCK', {
  en: 'Some of it is sold out; see lines for what is left.',
  'zh-CN': '部分商品库存不足，剩余数量见 lines。',
});
export const PriceChanged = defineError('conflict', 'PRICE_CHANGED', {
  en: 'A price has changed; see lines for the current one.',
  'zh-CN': '商品价格已变动，当前价格见 lines。',
});
export const ProductUnavailable = defineError('conflict', 'PRODUCT_UNAVAILABLE', {
  en: 'Something in the order is not sold here any more; see lines.',
  'zh-CN': '订单中有商品已下架或不存在，详见 lines。',
});
export const IdempotencyKeyReused = defineError('invalid', 'IDEMPOTENCY_KEY_REUSED', {
  en: 'This Idempotency-Key was used for another order. Use a new key for a new order.',
  'zh-CN': '该 Idempotency-Key 已用于其他订单，请为新订单使用新的键。',
});
export const CurrencyUnsupported = defineError('invalid', 'CURRENCY_UNSUPPORTED', {
  en: 'The shop sells in {currency} only.',
  'zh-CN': '本店仅以 {currency} 结算。',
});
export const AddressUnknown = defineError('invalid', 'ADDRESS_UNKNOWN', {
  en: 'There is no such address in your address book. Send shippingAddress instead.',
  'zh-CN': '地址簿中没有该地址，请改为提交 shippingAddress。',
});
export const QuantityTooLarge = defineError('invalid', 'QUANTITY_TOO_LARGE', {
  en: 'At most {limit} units of one product can be ordered at once.',
  'zh-CN': '同一商品一次最多可订购 {limit} 件。',
});
export const OrderNotFound = defineError('not-found', 'ORDER_NOT_FOUND', {
  en: 'There is no such order, or it is not yours.',
  'zh-CN': '订单不存在，或不属于您。',
});
export const OrderCannotMove = defineError('conflict', 'ORDER_CANNOT_MOVE', {
  en: 'The order is {status}; it cannot become {to}.',
  'zh-CN': '订单当前状态为 {status}，无法变更为 {to}。',
});
export const OrderNotPayable = defineError('conflict', 'ORDER_NOT_PAYABLE', {
  en: 'There is nothing to pay: the order is {status}, its time to pay is over, or it is paid on delivery.',
  'zh-CN': '该订单无需支付：状态为 {status}、已过支付期限或为货到付款。',
});
export const OrderNotNumberedYet = defineError('conflict', 'ORDER_NOT_NUMBERED_YET', {
  en: 'The order has no number yet; it comes in a moment.',
  'zh-CN': '订单号正在生成，请稍候。',
});
export const PaymentNotRecordedYet = defineError('conflict', 'PAYMENT_NOT_RECORDED_YET', {
  en: 'Money of a payment went back that is not recorded here yet.',
  'zh-CN': '退款对应的付款尚未入账。',
});
export const ReturnWindowOver = defineError('conflict', 'RETURN_WINDOW_OVER', {
  en: 'Goods can be returned within {days} days after delivery.',
  'zh-CN': '商品须在签收后 {days} 天内申请退货。',
});
export const ReturnedItemsInvalid = defineError('invalid', 'RETURNED_ITEMS_INVALID', {
  en: 'Only what was ordered can be returned, and not more of it.',
  'zh-CN': '只能退回订单中的商品，且数量不能超过订购数量。',
});
export const RefundTooLarge = defineError('conflict', 'REFUND_TOO_LARGE', {
  en: 'Only {refundable} (in minor units) of the order can still be refunded.',
  'zh-CN': '该订单最多还可退款 {refundable}（最小货币单位）。',
});
export const ProviderUnavailable = defineError('unavailable', 'PAYMENT_PROVIDER_UNAVAILABLE', {
  en: 'The payment provider does not answer. Nothing was charged; try again.',
  'zh-CN': '支付服务暂时无响应，未发生扣款，请重试。',
});
export const WebhookSignatureInvalid = defineError('malformed', 'WEBHOOK_SIGNATURE_INVALID', {
  en: 'The signature does not belong to this body, or it is too old.',
  'zh-CN': '签名与内容不符或已过期。',
});
export const ProductNotFound = defineError('not-found', 'PRODUCT_NOT_FOUND', {
  en: 'There is no such product.',
  'zh-CN': '商品不存在。',
});
export const ProductExists = defineError('conflict', 'PRODUCT_EXISTS', {
  en: 'There is a product with this id already.',
  'zh-CN': '该商品编号已存在。',
});
export const VersionConflict = defineError('conflict', 'VERSION_CONFLICT', {
  en: 'Somebody changed the product meanwhile: it is at version {version} now. Read it again.',
  'zh-CN': '商品已被他人修改，当前版本为 {version}，请重新读取。',
});
export const VersionRequired = defineError('invalid', 'VERSION_REQUIRED', {
  en: 'Say which version you change: If-Match, or version in the body.',
  'zh-CN': '请通过 If-Match 或正文中的 version 指明要修改的版本。',
});
export const StockTooLow = defineError('conflict', 'STOCK_TOO_LOW', {
  en: 'Only {available} are left; the correction would take more.',
  'zh-CN': '库存仅剩 {available} 件，不足以扣减。',
});
export const BucketsCannotShrink = defineError('invalid', 'BUCKETS_CANNOT_SHRINK', {
  en: 'The stock of this product is spread over {buckets} items; it can be spread over more, not fewer.',
  'zh-CN': '该商品库存已分布在 {buckets} 个分片上，只能增加，不能减少。',
});
export const SearchNotSorted = defineError('invalid', 'SEARCH_NOT_SORTED', {
  en: 'What a search finds cannot be sorted. Leave out sort, or leave out q.',
  'zh-CN': '搜索结果不支持排序，请去掉 sort 或 q。',
});
