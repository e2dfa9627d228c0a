import { defineError, OrderStatus } from '@cartless/domain';
import * as z from 'zod/mini';

export const OrderNotPayable = defineError(
  'conflict',
  'ORDER_NOT_PAYABLE',
  {
    en: 'There is nothing to pay: the order is {orderStatus}, its time to pay is over, or it is paid on delivery.',
    'zh-CN': '该订单无需支付：状态为 {orderStatus}、已过支付期限或为货到付款。',
  },
  () => z.object({ orderStatus: OrderStatus }),
);
export const PaymentNotRecordedYet = defineError('conflict', 'PAYMENT_NOT_RECORDED_YET', {
  en: 'Money of a payment went back that is not recorded here yet.',
  'zh-CN': '退款对应的付款尚未入账。',
});
export const RefundTooLarge = defineError(
  'conflict',
  'REFUND_TOO_LARGE',
  {
    en: 'Only {refundable} (in minor units) of the order can still be refunded.',
    'zh-CN': '该订单最多还可退款 {refundable}（最小货币单位）。',
  },
  () => z.object({ refundable: z.int() }),
);
export const ProviderUnavailable = defineError(
  'unavailable',
  'PAYMENT_PROVIDER_UNAVAILABLE',
  {
    en: 'The payment provider does not answer. Nothing was charged; try again.',
    'zh-CN': '支付服务暂时无响应，未发生扣款，请重试。',
  },
  () => z.object({ retryAfter: z.int() }),
);
export const PaymentRefused = defineError(
  'invalid',
  'PAYMENT_REFUSED',
  {
    en: 'The payment provider refuses this: {reason}',
    'zh-CN': '支付服务商拒绝了该请求：{reason}',
  },
  () => z.object({ reason: z.string() }),
);
export const PaymentDisputed = defineError('conflict', 'PAYMENT_DISPUTED', {
  en: 'The payment provider gives nothing back of a disputed payment: {reason}',
  'zh-CN': '该笔付款存在争议，支付服务商拒绝退款：{reason}',
});
export const WebhookSignatureInvalid = defineError('malformed', 'WEBHOOK_SIGNATURE_INVALID', {
  en: 'The signature does not belong to this body, or it is too old.',
  'zh-CN': '签名与内容不符或已过期。',
});
export const TooManyRefunds = defineError(
  'conflict',
  'TOO_MANY_REFUNDS',
  {
    en: "This order was refunded {limit} times already. Give back the rest in the payment provider's dashboard; it is noted here.",
    'zh-CN': '该订单已退款 {limit} 次。请在支付服务商后台退还余款，系统会自动记录。',
  },
  () => z.object({ limit: z.int() }),
);
export const RefundNotFound = defineError('not-found', 'REFUND_NOT_FOUND', {
  en: 'The order has no such refund.',
  'zh-CN': '该订单没有此退款。',
});
export const RefundNotPayable = defineError(
  'conflict',
  'REFUND_NOT_PAYABLE',
  {
    en: 'Only cash, what the provider could not give back, and what was not heard of for 14 days is paid by hand; this refund is {refundStatus}.',
    'zh-CN':
      '仅现金退款、支付服务商未能退回的款项或 14 天内无回音的退款可由人工支付；该退款状态为 {refundStatus}。',
  },
  () => z.object({ refundStatus: z.enum(['owed', 'sent', 'failed', 'done']) }),
);
