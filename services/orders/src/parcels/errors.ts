import { defineError, OrderStatus } from '@cartless/domain';
import * as z from 'zod/mini';

export const NothingUndelivered = defineError(
  'conflict',
  'NOTHING_UNDELIVERED',
  {
    en: 'The order is {orderStatus}, and none of its parcels waits for a decision.',
    'zh-CN': '订单当前状态为 {orderStatus}，没有等待处理的未送达包裹。',
  },
  () => z.object({ orderStatus: OrderStatus }),
);
export const CannotBeSentAgain = defineError('conflict', 'CANNOT_BE_SENT_AGAIN', {
  en: 'The account of the shopper is gone, and its address with it. Give the money back.',
  'zh-CN': '该用户已注销，收货地址已删除，无法再次发货，请退款。',
});
export const SentTooOften = defineError(
  'conflict',
  'SENT_TOO_OFTEN',
  {
    en: 'The order was sent in {limit} parcels already. Give the money back.',
    'zh-CN': '该订单已发出 {limit} 个包裹，请退款。',
  },
  () => z.object({ limit: z.int() }),
);
export const UndeliveredItemsUnknown = defineError(
  'conflict',
  'UNDELIVERED_ITEMS_UNKNOWN',
  {
    en: 'So many units of these do not wait for a decision: {products}. Name units of parcels that did not arrive.',
    'zh-CN': '以下商品没有这么多未送达且待处理的数量：{products}。请填写未送达包裹中的商品。',
  },
  () => z.object({ products: z.string() }),
);
export const TooFewLeft = defineError('conflict', 'TOO_FEW_LEFT', {
  en: 'There is too little on the shelf to send it again. Give the money back, or receive stock first.',
  'zh-CN': '库存不足，无法再次发货。请退款或先补充库存。',
});
