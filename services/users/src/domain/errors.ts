import { defineError } from '@cartless/domain';

// The marks let a bundle leave out the errors that its function cannot answer with.

export const UsernameTaken = /* @__PURE__ */ defineError('conflict', 'USERNAME_TAKEN', {
  en: 'This user name is taken. Choose another.',
  'zh-CN': '该用户名已被占用，请换一个。',
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

export const PasswordTooWeak = /* @__PURE__ */ defineError('invalid', 'PASSWORD_TOO_WEAK', {
  en: 'The password needs 8 to 128 characters with at least one letter and one digit.',
  'zh-CN': '密码长度须为 8 至 128 个字符，且至少包含一个字母和一个数字。',
});
export const PasswordTooCommon = /* @__PURE__ */ defineError('invalid', 'PASSWORD_TOO_COMMON', {
  en: 'This password is one of the first that people try. Choose another.',
  'zh-CN': '该密码过于常见，容易被猜到，请换一个。',
});
export const PhoneInvalid = /* @__PURE__ */ defineError('invalid', 'PHONE_INVALID', {
  en: 'No such phone number exists. Write it with the country code: +8613800138000.',
  'zh-CN': '手机号码不存在。请带国家代码填写，例如 +8613800138000。',
});
export const IdempotencyKeyReused = /* @__PURE__ */ defineError('invalid', 'IDEMPOTENCY_KEY_REUSED', {
  en: 'This Idempotency-Key belongs to a request with another body. Use a new key.',
  'zh-CN': '该 Idempotency-Key 已用于内容不同的请求，请使用新的键。',
});
export const TokenUnknown = /* @__PURE__ */ defineError('not-found', 'TOKEN_UNKNOWN', {
  en: 'This link is not valid, or a newer one has replaced it.',
  'zh-CN': '该链接无效，或已被更新的链接取代。',
});
export const TokenExpired = /* @__PURE__ */ defineError('gone', 'TOKEN_EXPIRED', {
  en: 'This link has expired. Ask for a new one.',
  'zh-CN': '该链接已过期，请重新获取。',
});
export const BadCredentials = /* @__PURE__ */ defineError('unauthorised', 'BAD_CREDENTIALS', {
  en: 'The name or the password is wrong.',
  'zh-CN': '帐户名或密码错误。',
});
export const NotActivated = /* @__PURE__ */ defineError('forbidden', 'NOT_ACTIVATED', {
  en: 'Confirm your e-mail address first; the link is in the mail we sent you.',
  'zh-CN': '请先通过邮件中的链接验证您的电子邮件地址。',
});
export const AccountSuspended = /* @__PURE__ */ defineError('forbidden', 'ACCOUNT_SUSPENDED', {
  en: 'This account is suspended. Write to us if you think that is wrong.',
  'zh-CN': '该帐户已被停用。如有疑问，请联系我们。',
});
export const TooManyAttempts = /* @__PURE__ */ defineError('too-many', 'TOO_MANY_ATTEMPTS', {
  en: 'Too many attempts. Wait {retryAfter} seconds and try again.',
  'zh-CN': '尝试次数过多，请在 {retryAfter} 秒后重试。',
});
export const RefreshTokenInvalid = /* @__PURE__ */ defineError('unauthorised', 'REFRESH_TOKEN_INVALID', {
  en: 'This session has ended. Log in again.',
  'zh-CN': '会话已结束，请重新登录。',
});
export const SigningUnavailable = /* @__PURE__ */ defineError('unavailable', 'SIGNING_UNAVAILABLE', {
  en: 'Tokens cannot be issued at the moment. Try again in a few seconds.',
  'zh-CN': '暂时无法签发令牌，请稍后重试。',
});
export const UserUnknown = /* @__PURE__ */ defineError('not-found', 'USER_UNKNOWN', {
  en: 'There is no such account.',
  'zh-CN': '该帐户不存在。',
});
export const AccountChanged = /* @__PURE__ */ defineError('conflict', 'ACCOUNT_CHANGED', {
  en: 'The account changed at the same moment. Try again.',
  'zh-CN': '帐户信息同时被修改，请重试。',
});
export const WrongPassword = /* @__PURE__ */ defineError('forbidden', 'WRONG_PASSWORD', {
  en: 'That is not your password.',
  'zh-CN': '密码不正确。',
});
export const SessionUnknown = /* @__PURE__ */ defineError('not-found', 'SESSION_UNKNOWN', {
  en: 'There is no such session; it may have ended.',
  'zh-CN': '该会话不存在，可能已经结束。',
});
export const TooManyRequests = /* @__PURE__ */ defineError('too-many', 'TOO_MANY_REQUESTS', {
  en: 'That is too often. Wait {retryAfter} seconds and try again.',
  'zh-CN': '操作过于频繁，请在 {retryAfter} 秒后重试。',
});
export const AddressUnknown = /* @__PURE__ */ defineError('not-found', 'ADDRESS_UNKNOWN', {
  en: 'There is no such address in your address book.',
  'zh-CN': '地址簿中没有该地址。',
});
export const AddressBookFull = /* @__PURE__ */ defineError('conflict', 'ADDRESS_BOOK_FULL', {
  en: 'An address book holds {limit} addresses. Remove one first.',
  'zh-CN': '地址簿最多保存 {limit} 个地址，请先删除一个。',
});
export const PasswordNeeded = /* @__PURE__ */ defineError('invalid', 'PASSWORD_NEEDED', {
  en: 'To change the e-mail address, send your password as well.',
  'zh-CN': '更改电子邮件地址时，请同时提供密码。',
});
export const UserStateConflict = /* @__PURE__ */ defineError('conflict', 'USER_STATE_CONFLICT', {
  en: 'The account is {status}, so this cannot be done to it.',
  'zh-CN': '该帐户当前状态为 {status}，无法执行此操作。',
});
export const NotYourself = /* @__PURE__ */ defineError('conflict', 'NOT_YOURSELF', {
  en: 'Administrators cannot suspend themselves.',
  'zh-CN': '管理员不能停用自己的帐户。',
});
