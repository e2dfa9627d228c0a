import { keepsPasswordRules, NewPassword, rule } from '@cartless/domain';

/** A new password as a form checks it before the shop does, which knows the common ones too. */
export const GoodPassword = NewPassword.check(
  rule(keepsPasswordRules, {
    en: 'Needs 8 to 128 characters with at least one letter and one digit.',
    'zh-CN': '须为 8 至 128 个字符，且至少包含一个字母和一个数字。',
  }),
);

/** The field of a refusal, where the new password stands in one of this name. */
export const aboutPassword = <Name extends string>(name: Name) =>
  ({ PASSWORD_TOO_WEAK: name, PASSWORD_TOO_COMMON: name }) as const;
