import { defineError } from '@cartless/domain';

export const ForeignCurrency = defineError('invalid', 'FOREIGN_CURRENCY', {
  en: 'The event is in {currency}; the books of this shop are in {expected}.',
  'zh-CN': '该事件使用 {currency}，而本店账目使用 {expected}。',
});
export const FactNotBookable = defineError('invalid', 'FACT_NOT_BOOKABLE', {
  en: 'The event {eventId} cannot be booked: {reason}',
  'zh-CN': '事件 {eventId} 无法入账：{reason}',
});
