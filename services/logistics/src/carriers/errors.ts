import { defineError, isError, type Localized, localText } from '@cartless/domain';
import * as z from 'zod/mini';

export const CarrierUnavailable = defineError(
  'unavailable',
  'CARRIER_UNAVAILABLE',
  {
    en: 'The carrier does not answer as it should ({reason}). Try again later.',
    'zh-CN': '承运商暂时无法正常响应（{reason}），请稍后再试。',
  },
  () =>
    z.object({
      reason: localText(),
      retryAfter: z.optional(z.int()),
      nothingSent: z.optional(z.literal(true)),
    }),
);
export const CarrierRefused = defineError(
  'invalid',
  'CARRIER_REFUSED',
  {
    en: 'The carrier refuses this parcel: {reason}',
    'zh-CN': '承运商拒绝承运：{reason}',
  },
  () => z.object({ reason: localText() }),
);
export const LabelUncertain = defineError(
  'invalid',
  'LABEL_UNCERTAIN',
  {
    en: 'Whether {carrier} made a label for the order {order} is not known, and it cannot be asked. Look for this order in its account, cancel it there if there is one, then dispatch the parcel.',
    'zh-CN':
      '无法确认 {carrier} 是否已为订单 {order} 生成面单，也无法查询。请在其后台查找该订单，如已生成请先取消，然后再发货。',
  },
  () => z.object({ carrier: z.string(), order: z.string() }),
);
export const BadSignature = defineError('unauthorised', 'BAD_SIGNATURE', {
  en: 'The signature does not fit the body. Sign the raw body with the shared secret.',
  'zh-CN': '签名与请求正文不符。请用共享密钥对原始正文签名。',
});
export const WebhookMalformed = defineError(
  'malformed',
  'WEBHOOK_MALFORMED',
  {
    en: 'The body is no tracking update of a known carrier: {reason}',
    'zh-CN': '请求正文不是已知承运商的物流更新：{reason}',
  },
  () => z.object({ reason: z.string() }),
);

/** The same of a parcel that was cancelled, which nobody is to send any more. */
export const CancelledLabelUncertain = defineError('invalid', LabelUncertain.code, {
  en: 'Whether {carrier} made a label for the order {order} is not known, and it cannot be asked. Look for this order in its account and cancel it there if there is one. The parcel is cancelled; nothing is to be sent.',
  'zh-CN':
    '无法确认 {carrier} 是否已为订单 {order} 生成面单，也无法查询。请在其后台查找该订单，如已生成请取消。该包裹已取消，无需发货。',
});

/** What we find wrong with a carrier's answer, in every language. */
const FOUND_WRONG = {
  'no connection': '无法连接',
  'the answer broke off': '响应中断',
  'an answer of another shape': '响应内容不符',
  'an answer that is no JSON': '响应不是 JSON',
  'our key cannot be read': '无法读取我们的密钥',
  'a label without a tracker': '面单没有物流跟踪',
  'its circuit breaker is open': '已熔断',
  'too many calls at once': '同时请求过多',
  'no answer in time': '响应超时',
  'its answer was lost': '响应丢失',
  'nobody makes an offer': '没有承运商报价',
  'exports from the US of more than $2500 need a filing (AES)': '从美国出口超过 2500 美元须先申报（AES）',
} as const;
export const foundWrong = (en: keyof typeof FOUND_WRONG): Localized => ({ en, 'zh-CN': FOUND_WRONG[en] });

/** What a carrier says itself, which is in its language whoever reads it. */
export const asWritten = (words: string): Localized => ({
  en: `the carrier wrote “${words}”`,
  'zh-CN': `承运商原文：“${words}”`,
});

/** Marks that a carrier cannot have done anything: no call was made, or it turned it away unread. */
export const NOTHING_SENT = { nothingSent: true } as const;

/** Whether a carrier failed before it can have done anything. */
export const isNothingSent = (error: unknown): boolean =>
  isError(CarrierUnavailable, error) && error.details['nothingSent'] === true;

/** Whether a carrier will not do it, however often it is asked: a person has to look. */
export const isFinalAnswer = (error: unknown): boolean =>
  isError(CarrierRefused, error) || isError(LabelUncertain, error);
