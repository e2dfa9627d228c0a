import { defineError, ShipmentStatus } from '@cartless/domain';
import * as z from 'zod/mini';

export const ReshipNotPossible = defineError(
  'conflict',
  'RESHIP_NOT_POSSIBLE',
  {
    en: 'A parcel that is {shipmentStatus} cannot be sent again.',
    'zh-CN': '状态为 {shipmentStatus} 的包裹不能补发。',
  },
  () => z.object({ shipmentStatus: z.union([ShipmentStatus, z.enum(['erased', 'refunded'])]) }),
);
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
export const ReshipItemsUnknown = defineError(
  'invalid',
  'RESHIP_ITEMS_UNKNOWN',
  {
    en: 'The parcel did not hold these items in this quantity: {products}',
    'zh-CN': '包裹中没有这些数量的商品：{products}',
  },
  () => z.object({ products: z.string() }),
);
export const ReshipItemsGone = defineError(
  'conflict',
  'RESHIP_ITEMS_GONE',
  {
    en: 'So many units of these are not left of the parcel, because some of them are sent again already: {products}',
    'zh-CN': '这些商品的部分数量已安排补发，包裹中剩余数量不足：{products}',
  },
  () => z.object({ products: z.string() }),
);
export const IdempotencyKeyReused = defineError('invalid', 'IDEMPOTENCY_KEY_REUSED', {
  en: 'This Idempotency-Key belongs to a request with another body. Use a new key.',
  'zh-CN': '该 Idempotency-Key 已用于内容不同的请求，请使用新的键。',
});
