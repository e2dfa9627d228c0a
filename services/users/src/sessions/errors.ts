import { defineError } from '@cartless/domain';

export const BadCredentials = /* @__PURE__ */ defineError('unauthorised', 'BAD_CREDENTIALS', {
  en: 'The name or the password is wrong.',
  'zh-CN': '帐户名或密码错误。',
});
export const NotActivated = /* @__PURE__ */ defineError('forbidden', 'NOT_ACTIVATED', {
  en: 'Confirm your e-mail address first; the link is in the mail we sent you.',
  'zh-CN': '请先通过邮件中的链接验证您的电子邮件地址。',
});
export const RefreshTokenInvalid = /* @__PURE__ */ defineError('unauthorised', 'REFRESH_TOKEN_INVALID', {
  en: 'This session has ended. Log in again.',
  'zh-CN': '会话已结束，请重新登录。',
});
export const SessionUnknown = /* @__PURE__ */ defineError('not-found', 'SESSION_UNKNOWN', {
  en: 'There is no such session; it may have ended.',
  'zh-CN': '该会话不存在，可能已经结束。',
});
