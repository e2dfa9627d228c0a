import { defineError } from '@cartless/domain';
import * as z from 'zod/mini';

export const ShipmentAccountHeld = /* @__PURE__ */ defineError('conflict', 'SHIPMENT_ACCOUNT_HELD', {
  en: 'The account of the shopper is suspended, or was deleted before this was ordered. Release the parcel to send it all the same, or cancel the order.',
  'zh-CN': '顾客的账户已被停用，或在下单之前已注销。如仍需发货请先放行，否则请取消订单。',
});
export const ShipmentHeld = defineError(
  'conflict',
  'SHIPMENT_HELD',
  {
    en: 'The shopper disputes the payment of this parcel at the bank ({disputes}). Release it to send it all the same, or cancel the order.',
    'zh-CN': '顾客已就该包裹的付款向银行提出争议（{disputes}）。如仍需发货请先放行，否则请取消订单。',
  },
  () => z.object({ disputes: z.string() }),
);
