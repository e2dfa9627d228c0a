import { defineError, OrderStatus, ReturnStatus } from '@cartless/domain';
import * as z from 'zod/mini';

export const OrderNotReturnable = defineError(
  'conflict',
  'ORDER_NOT_RETURNABLE',
  {
    en: 'The order is {orderStatus}; goods can be returned once they are delivered.',
    'zh-CN': '订单当前状态为 {orderStatus}，签收后方可申请退货。',
  },
  () => z.object({ orderStatus: OrderStatus }),
);
export const ReturnWindowOver = defineError(
  'conflict',
  'RETURN_WINDOW_OVER',
  {
    en: 'Goods can be returned within {days} days after delivery.',
    'zh-CN': '商品须在签收后 {days} 天内申请退货。',
  },
  () => z.object({ days: z.int() }),
);
export const ReturnedItemsInvalid = defineError(
  'invalid',
  'RETURNED_ITEMS_INVALID',
  {
    en: 'Not all of these products belong to it; see products.',
    'zh-CN': '部分商品不在其中，详见 products。',
  },
  () => z.object({ products: z.array(z.string()) }),
);
export const ReturnUnitsExceeded = defineError(
  'conflict',
  'RETURN_UNITS_EXCEEDED',
  {
    en: 'That is more than can still be returned; see lines for what is left.',
    'zh-CN': '退货数量超过剩余可退数量，剩余数量见 lines。',
  },
  () =>
    z.object({
      lines: z.array(z.object({ productId: z.string(), variantId: z.optional(z.string()), left: z.int() })),
    }),
);
export const TooManyReturns = defineError(
  'conflict',
  'TOO_MANY_RETURNS',
  {
    en: 'An order can have {limit} returns. Write to us about the rest.',
    'zh-CN': '每个订单最多可申请 {limit} 次退货，其余请联系客服。',
  },
  () => z.object({ limit: z.int() }),
);
export const ReturnNotFound = defineError('not-found', 'RETURN_NOT_FOUND', {
  en: 'The order has no such return.',
  'zh-CN': '该订单没有此退货申请。',
});
export const ReturnCannotMove = defineError(
  'conflict',
  'RETURN_CANNOT_MOVE',
  {
    en: 'The return is {returnStatus}; it cannot become {to}. A return is approved before it is received, and can be rejected or withdrawn until then; once received, it stays as it was booked.',
    'zh-CN':
      '退货申请当前状态为 {returnStatus}，无法变更为 {to}。退货须先批准再登记收货，收货前可拒绝或撤回；登记收货后以首次登记的内容为准。',
  },
  () => z.object({ returnStatus: ReturnStatus, to: ReturnStatus }),
);
