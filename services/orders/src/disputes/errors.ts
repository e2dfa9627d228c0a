import { defineError } from '@cartless/domain';
import * as z from 'zod/mini';

export const TooManyDisputes = defineError('conflict', 'TOO_MANY_DISPUTES', {
  en: "The order has {limit} disputes already; this one is not noted here. Deal with it in the payment provider's dashboard.",
  'zh-CN': '该订单已有 {limit} 笔争议，此笔未予记录，请在支付服务商后台处理。',
});
export const RefundWaitsForDispute = defineError(
  'conflict',
  'REFUND_WAITS_FOR_DISPUTE',
  {
    en: 'The shopper disputes this payment at the bank ({disputeId}) and may get the money that way. When the dispute is over, the refund goes on or is done by it.',
    'zh-CN':
      '顾客已就该笔付款向银行提出争议（{disputeId}），款项可能由此退回。争议结束后，退款将继续或视为已完成。',
  },
  () => z.object({ disputeId: z.string() }),
);
