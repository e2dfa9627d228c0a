import * as z from 'zod/mini';
import { pattern, refused } from '../field-rule.ts';
import type { Localized } from '../locale.ts';
import { text } from '../text.ts';
import { comparableEmail, comparableUsername, hasPlainMailbox } from './identifiers.ts';

const USERNAME_WORDS = {
  en: 'Must be 3 to 32 letters, digits, dots and underscores, and begin with a letter.',
  'zh-CN': '须为 3 至 32 个字母、数字、点或下划线，并以字母开头。',
};

/** Letters, digits, dot and underscore, beginning with a letter; 3 to 32 of them. Full-width letters become plain. */
export const Username = z.pipe(
  z.string().check(z.normalize('NFKC'), z.trim(), pattern(/^[A-Za-z][A-Za-z0-9._]{2,31}$/, USERNAME_WORDS)),
  z.transform((typed: string) => ({ typed, compared: comparableUsername(typed) })),
);

const NO_EMAIL: Localized = {
  en: 'Must be an e-mail address, like mei@example.com.',
  'zh-CN': '须为电子邮件地址，例如 mei@example.com。',
};
const NO_PLAIN_MAILBOX: Localized = {
  en: 'What stands before the @ may have plain letters, digits and signs only. Other addresses get no mail from us.',
  'zh-CN': '@ 之前只能使用英文字母、数字和符号，其他地址收不到我们的邮件。',
};

const email = (wrong: (typed: string) => Localized | undefined) =>
  z.pipe(
    z.string().check(z.normalize('NFKC'), z.trim(), z.maxLength(254), ({ value, issues }) => {
      const words = wrong(value);
      if (words !== undefined) issues.push(refused(value, words));
    }),
    z.transform((typed: string) => ({ typed, compared: comparableEmail(typed) ?? typed })),
  );
/** A domain may have signs that show nothing and make no difference, which nobody types on purpose. */
const wrongEmail = (typed: string) =>
  comparableEmail(typed) === undefined || !isPlain(typed.slice(typed.lastIndexOf('@')))
    ? NO_EMAIL
    : undefined;
const isPlain = (host: string) =>
  z.safeParse(Host, host).success && !/\p{Default_Ignorable_Code_Point}/u.test(host);
const Host = text(254);

/** An e-mail address as typed, and in the form in which addresses are compared. */
export const Email = email(wrongEmail);

/** The same of an address that mail from us is to reach from now on. */
export const NewEmail = email(
  (typed) => wrongEmail(typed) ?? (hasPlainMailbox(typed) ? undefined : NO_PLAIN_MAILBOX),
);

/** A new password; what makes it weak is the domain's to say. */
export const NewPassword = z.string().check(z.minLength(8), z.maxLength(256));

/** A password that is to be compared: whatever was typed, within what can reasonably be hashed. */
export const TypedPassword = z.string().check(z.minLength(1), z.maxLength(256));

/** E.164; whether the number exists is the domain's to say. */
export const Phone = z.string().check(
  z.trim(),
  pattern(/^\+[1-9]\d{6,14}$/, {
    en: 'Must be a number with its country code and no spaces: +8613800138000.',
    'zh-CN': '须为带国家代码且不含空格的号码，例如 +8613800138000。',
  }),
);
