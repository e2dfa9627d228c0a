import { defineError, isError } from '@cartless/domain';

export const CarrierUnavailable = defineError('unavailable', 'CARRIER_UNAVAILABLE', {
  en: 'The carrier does not answer as it should ({reason}). Try again later.',
  'zh-CN': '承运商暂时无法正常响应（{reason}），请稍后再试。',
});
export const CarrierRefused = defineError('invalid', 'CARRIER_REFUSED', {
  en: 'The carrier refuses this parcel: {reason}',
  'zh-CN': '承运商拒绝承运：{reason}',
});
export const LabelUncertain = defineError('invalid', 'LABEL_UNCERTAIN', {
  en: 'Whether {carrier} made a label for the order {order} is not known, and it cannot be asked. Look for this order in its account, cancel it there if there is one, then dispatch the parcel.',
  'zh-CN':
    '无法确认 {carrier} 是否已为订单 {order} 生成面单，也无法查询。请在其后台查找该订单，如已生成请先取消，然后再发货。',
});
export const BadSignature = defineError('unauthorised', 'BAD_SIGNATURE', {
  en: 'The signature does not fit the body. Sign the raw body with the shared secret.',
  'zh-CN': '签名与请求正文不符。请用共享密钥对原始正文签名。',
});
export const WebhookMalformed = defineError('malformed', 'WEBHOOK_MALFORMED', {
  en: 'The body is no tracking update of a known carrier: {reason}',
  'zh-CN': '请求正文不是已知承运商的物流更新：{reason}',
});

/** Marks that a carrier cannot have done anything: no call was made, or it turned it away unread. */
export const NOTHING_SENT = { nothingSent: true } as const;

/** Whether a carrier failed before it can have done anything. */
export const isNothingSent = (error: unknown): boolean =>
  isError(CarrierUnavailable, error) && error.details['nothingSent'] === true;

/** Whether a carrier will not do it, however often it is asked: a person has to look. */
export const isFinalAnswer = (error: unknown): boolean =>
  isError(CarrierRefused, error) || isError(LabelUncertain, error);
