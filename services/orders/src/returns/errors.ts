import { defineError } from '@cartless/domain';

export const ReturnWindowOver = defineError('conflict', 'RETURN_WINDOW_OVER', {
  en: 'Goods can be returned within {days} days after delivery.',
  'zh-CN': '商品须在签收后 {days} 天内申请退货。',
});
export const ReturnedItemsInvalid = defineError('invalid', 'RETURNED_ITEMS_INVALID', {
  en: 'Only what was ordered can be returned, and not more of it.',
  'zh-CN': '只能退回订单中的商品，且数量不能超过订购数量。',
});
