import { defineError } from '@cartless/domain';

export const ShipmentNotFound = defineError('not-found', 'SHIPMENT_NOT_FOUND', {
  en: 'There is no parcel for this number, or it is not yours.',
  'zh-CN': '没有与此编号对应的包裹，或该包裹不属于您。',
});
export const ShipmentCannotBeDispatched = defineError('conflict', 'SHIPMENT_CANNOT_BE_DISPATCHED', {
  en: 'A parcel that is {status} cannot be dispatched.',
  'zh-CN': '状态为 {status} 的包裹不能发货。',
});
export const ShipmentCannotBeCancelled = defineError('conflict', 'SHIPMENT_CANNOT_BE_CANCELLED', {
  en: 'A parcel that is {status} and with the carrier cannot be stopped any more.',
  'zh-CN': '包裹（{status}）已交承运商，无法取消。',
});
export const OrderNumberShared = defineError('conflict', 'ORDER_NUMBER_SHARED', {
  en: 'The orders {one} and {other} have one number, which the orders service promises cannot be.',
  'zh-CN': '订单 {one} 与 {other} 的订单号相同，而订单服务保证订单号唯一。',
});
export const CarrierUnavailable = defineError('unavailable', 'CARRIER_UNAVAILABLE', {
  en: 'The carrier does not answer as it should ({reason}). Try again later.',
  'zh-CN': '承运商暂时无法正常响应（{reason}），请稍后再试。',
});
export const CarrierRefused = defineError('invalid', 'CARRIER_REFUSED', {
  en: 'The carrier refuses this parcel: {reason}',
  'zh-CN': '承运商拒绝承运：{reason}',
});
export const CarrierNotOffered = defineError('invalid', 'CARRIER_NOT_OFFERED', {
  en: '{carrier} does not offer to take this parcel. Offered are: {offered}.',
  'zh-CN': '{carrier} 不承运此包裹。可选承运商：{offered}。',
});
export const BadSignature = defineError('unauthorised', 'BAD_SIGNATURE', {
  en: 'The signature does not fit the body. Sign the raw body with the shared secret.',
  'zh-CN': '签名与请求正文不符。请用共享密钥对原始正文签名。',
});
export const WebhookMalformed = defineError('malformed', 'WEBHOOK_MALFORMED', {
  en: 'The body is no tracking update of a known carrier: {reason}',
  'zh-CN': '请求正文不是已知承运商的物流更新：{reason}',
});
export const ReshipNotPossible = defineError('conflict', 'RESHIP_NOT_POSSIBLE', {
  en: 'A parcel that is {status} cannot be sent again.',
  'zh-CN': '状态为 {status} 的包裹不能补发。',
});
export const ReshipAlreadyOpen = defineError('conflict', 'RESHIP_ALREADY_OPEN', {
  en: 'A replacement for this parcel was asked for already and is being looked at.',
  'zh-CN': '该包裹已有补发申请正在处理。',
});
export const ReshipAlreadyReplaced = defineError('conflict', 'RESHIP_ALREADY_REPLACED', {
  en: 'This parcel was replaced already.',
  'zh-CN': '该包裹已补发。',
});
export const ReshipNotRequested = defineError('conflict', 'RESHIP_NOT_REQUESTED', {
  en: 'No replacement of this parcel waits for a decision.',
  'zh-CN': '该包裹没有待处理的补发申请。',
});
export const ReshipItemsUnknown = defineError('invalid', 'RESHIP_ITEMS_UNKNOWN', {
  en: 'The parcel did not hold these items in this quantity: {products}',
  'zh-CN': '包裹中没有这些数量的商品：{products}',
});
export const IdempotencyKeyReused = defineError('invalid', 'IDEMPOTENCY_KEY_REUSED', {
  en: 'This Idempotency-Key was used with another body. Use a new key.',
  'zh-CN': '该 Idempotency-Key 已用于其他请求正文，请使用新的键。',
});
