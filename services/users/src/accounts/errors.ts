import { defineError } from '@cartless/domain';
import * as z from 'zod/mini';

// The marks let a bundle leave out the errors that its function cannot answer with.

export const UsernameTaken = /* @__PURE__ */ defineError('conflict', 'USERNAME_TAKEN', {
  en: 'This user name is taken. Choose another.',
  'zh-CN': '该用户名已被占用，请换一个。',
});
export const UsernameReserved = /* @__PURE__ */ defineError('invalid', 'USERNAME_RESERVED', {
  en: 'This user name looks like one of the shop itself. Choose another.',
  'zh-CN': '该用户名与商店自身的名称相似，请换一个。',
});
export const EmailTaken = /* @__PURE__ */ defineError('conflict', 'EMAIL_TAKEN', {
  en: 'There is an account with this e-mail address already. Log in or reset the password.',
  'zh-CN': '该电子邮件地址已注册，请直接登录或重置密码。',
});
export const PhoneTaken = /* @__PURE__ */ defineError('conflict', 'PHONE_TAKEN', {
  en: 'There is an account with this phone number already.',
  'zh-CN': '该手机号码已注册。',
});
/** The error for each name that must be unique. */
export const NAME_TAKEN = { username: UsernameTaken, email: EmailTaken, phone: PhoneTaken } as const;

export const PhoneInvalid = /* @__PURE__ */ defineError('invalid', 'PHONE_INVALID', {
  en: 'No such phone number exists. Write it with the country code: +8613800138000.',
  'zh-CN': '手机号码不存在。请带国家代码填写，例如 +8613800138000。',
});
export const IdempotencyKeyReused = /* @__PURE__ */ defineError('invalid', 'IDEMPOTENCY_KEY_REUSED', {
  en: 'This Idempotency-Key belongs to a request with another body. Use a new key.',
  'zh-CN': '该 Idempotency-Key 已用于内容不同的请求，请使用新的键。',
});
export const AccountSuspended = /* @__PURE__ */ defineError('forbidden', 'ACCOUNT_SUSPENDED', {
  en: 'This account is suspended. Write to us if you think that is wrong.',
  'zh-CN': '该帐户已被停用。如有疑问，请联系我们。',
});
export const UserUnknown = /* @__PURE__ */ defineError('not-found', 'USER_UNKNOWN', {
  en: 'There is no such account.',
  'zh-CN': '该帐户不存在。',
});
export const AccountChanged = /* @__PURE__ */ defineError('conflict', 'ACCOUNT_CHANGED', {
  en: 'The account changed at the same moment. Try again.',
  'zh-CN': '帐户信息同时被修改，请重试。',
});
export const UserStateConflict = /* @__PURE__ */ defineError(
  'conflict',
  'USER_STATE_CONFLICT',
  {
    en: 'The account is {accountStatus}, so this cannot be done to it.',
    'zh-CN': '该帐户当前状态为 {accountStatus}，无法执行此操作。',
  },
  () => z.object({ accountStatus: z.enum(['pending', 'active', 'suspended']) }),
);
export const NotYourself = /* @__PURE__ */ defineError('conflict', 'NOT_YOURSELF', {
  en: 'You cannot suspend your own account.',
  'zh-CN': '您不能停用自己的帐户。',
});
