import { keepsPasswordRules, normalisePassword } from '@cartless/domain';
import { commonPasswords } from './common-passwords.ts';
import { PasswordTooCommon, PasswordTooWeak } from './errors.ts';

/**
 * Checks a new password.
 *
 * @param names what the account is called; a password must not be one of them
 * @throws AppError PASSWORD_TOO_WEAK, PASSWORD_TOO_COMMON
 */
export function checkNewPassword(password: string, names: readonly string[]): void {
  if (!keepsPasswordRules(password)) {
    throw PasswordTooWeak({ details: { field: 'password' } });
  }
  const lower = normalisePassword(password).toLowerCase();
  if (commonPasswords().has(lower) || names.some((name) => name.toLowerCase() === lower)) {
    throw PasswordTooCommon({ details: { field: 'password' } });
  }
}
