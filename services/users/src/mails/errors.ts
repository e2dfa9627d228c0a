import { defineError } from '@cartless/domain';

export const LetterInHand = /* @__PURE__ */ defineError('conflict', 'LETTER_IN_HAND', {
  en: 'Somebody else is sending this letter at the moment.',
  'zh-CN': '该邮件正由另一个进程发送。',
});
export const MailOutcomeUnknown = /* @__PURE__ */ defineError('invalid', 'MAIL_OUTCOME_UNKNOWN', {
  en: 'It is not known whether this letter was sent, so it is not sent again.',
  'zh-CN': '无法确定该邮件是否已发送，因此不再重复发送。',
});
export const MailboxFull = /* @__PURE__ */ defineError('too-many', 'MAILBOX_FULL', {
  en: 'This mailbox has had its letters of this kind for the hour; the letter waits.',
  'zh-CN': '该邮箱本小时内的此类邮件已达上限，邮件稍后再发。',
});
