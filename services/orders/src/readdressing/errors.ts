import { defineError, OrderStatus } from '@cartless/domain';
import * as z from 'zod/mini';

export const AddressCannotChange = defineError(
  'conflict',
  'ADDRESS_CANNOT_CHANGE',
  {
    en: 'The order is {orderStatus} and goes where it was to go: an address can change until a parcel is made. Ask its carrier to redirect it, or place another order.',
    'zh-CN':
      '订单当前状态为 {orderStatus}，收货地址已无法修改，包裹生成前方可修改。请联系承运商改派，或重新下单。',
  },
  () => z.object({ orderStatus: OrderStatus }),
);
export const AddressChangesFee = defineError(
  'conflict',
  'ADDRESS_CHANGES_FEE',
  {
    en: 'Sending to that address costs {fee} instead of {paid}. Cancel the order and place it again.',
    'zh-CN': '寄往该地址的运费为 {fee}，与原运费 {paid} 不同。请取消订单后重新下单。',
  },
  () => z.object({ fee: z.int(), paid: z.int() }),
);
export const AddressChangesTax = defineError('conflict', 'ADDRESS_CHANGES_TAX', {
  en: 'At that address other taxes are included in the price. Cancel the order and place it again.',
  'zh-CN': '该地址适用的税率不同。请取消订单后重新下单。',
});
