import { defineError } from '@cartless/domain';

export const BadCredentials = /* @__PURE__ */ defineError('unauthorised', 'BAD_CREDENTIALS', {
  en: 'The name or the password is wrong.',
  'zh-CN': '帐户名或密码错误。',
});
export const CodeRequired = /* @__PURE__ */ defineError('forbidden', 'CODE_REQUIRED', {
  en: 'Somebody keeps trying to get into this account, so a new device needs a code. If the password was right, we have mailed it to you; if no mail comes, check the password, or set a new one by the link for a forgotten password.',
  'zh-CN':
    '有人正在反复尝试登录此帐户，新设备登录需要验证码。如果密码正确，验证码已发送至您的邮箱；如未收到邮件，请检查密码，或通过“忘记密码”重新设置。',
});
export const CodeInvalid = /* @__PURE__ */ defineError('unauthorised', 'CODE_INVALID', {
  en: 'This code is wrong or too old. Log in with your password again to get another.',
  'zh-CN': '验证码错误或已失效，请重新用密码登录以获取新的验证码。',
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
