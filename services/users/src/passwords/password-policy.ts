import { commonPasswords } from './common-passwords.ts';
import { PasswordTooCommon, PasswordTooWeak } from './errors.ts';

const MIN_LENGTH = 8;
const MAX_LENGTH = 128;

/** One password typed on two keyboards is the same text: compatibility forms are unified before hashing. */
export const normalisePassword = (password: string): string => password.normalize('NFKC');

/**
 * Checks a new password. Length is counted in characters as a person counts them.
 *
 * @param names what the account is called; a password must not be one of them
 * @throws AppError PASSWORD_TOO_WEAK, PASSWORD_TOO_COMMON
 */
export function checkNewPassword(password: string, names: readonly string[]): void {
  const text = normalisePassword(password);
  const length = Array.from(text).length;
  const mixed = /\p{L}/u.test(text) && /\p{Nd}/u.test(text);
  if (length < MIN_LENGTH || length > MAX_LENGTH || !mixed) {
    throw PasswordTooWeak({ details: { field: 'password' } });
  }
  const lower = text.toLowerCase();
  if (commonPasswords().has(lower) || names.some((name) => name.toLowerCase() === lower)) {
    throw PasswordTooCommon({ details: { field: 'password' } });
  }
}
