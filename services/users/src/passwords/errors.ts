import { defineError } from '@cartless/domain';

export const PasswordTooWeak = /* @__PURE__ */ defineError('invalid', 'PASSWORD_TOO_WEAK', {
  en: 'The password needs 8 to 128 characters with at least one letter and one digit.',
  'zh-CN': '密码长度须为 8 至 128 个字符，且至少包含一个字母和一个数字。',
});
export const PasswordTooCommon = /* @__PURE__ */ defineError('invalid', 'PASSWORD_TOO_COMMON', {
  en: 'This password is one of the first that people try. Choose another.',
  'zh-CN': '该密码过于常见，容易被猜到，请换一个。',
});
export const WrongPassword = /* @__PURE__ */ defineError('forbidden', 'WRONG_PASSWORD', {
  en: 'That is not your password.',
  'zh-CN': '密码不正确。',
});
export const PasswordNeeded = /* @__PURE__ */ defineError('invalid', 'PASSWORD_NEEDED', {
  en: 'To change the e-mail address, send your password as well.',
  'zh-CN': '更改电子邮件地址时，请同时提供密码。',
});
