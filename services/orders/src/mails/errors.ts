import { defineError } from '@cartless/domain';

export const MailInHand = /* @__PURE__ */ defineError('conflict', 'MAIL_IN_HAND', {
  en: 'This mail is being sent at this moment.',
  'zh-CN': '该邮件正在发送中。',
});
