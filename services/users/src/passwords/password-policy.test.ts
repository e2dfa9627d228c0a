import { describe, expect, it } from '@jest/globals';
import { commonPasswords } from './common-passwords.ts';
import { checkNewPassword } from './password-policy.ts';

const codeFor = (password: string, names: readonly string[] = []): string | undefined => {
  try {
    checkNewPassword(password, names);
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a new password', () => {
  it('is none of the 3,000 most common ones, in whatever case', () => {
    const common = [...commonPasswords()];
    expect(common).toHaveLength(3000);
    const accepted = common.filter(
      (password) => codeFor(password) === undefined || codeFor(password.toUpperCase()) === undefined,
    );
    expect(accepted).toEqual([]);
  });

  it.each([
    'horse--7',
    'Correct-horse-7',
    '密码密码密码密码1',
    'пароль-2026',
    `a1${'-'.repeat(126)}`,
    '👩‍👩‍👧‍👦 family 4',
  ])('can be %j', (password) => {
    expect(codeFor(password)).toBeUndefined();
  });

  it.each(['', 'a1', 'abcdefgh', '12345678', '--------', `a1${'-'.repeat(127)}`])(
    'cannot be %j',
    (password) => {
      expect(codeFor(password)).toBe('PASSWORD_TOO_WEAK');
    },
  );

  it('is said to be the field that is wrong', () => {
    const details = { field: 'password' };
    expect(() => checkNewPassword('weak', [])).toThrow(expect.objectContaining({ details }));
    expect(() => checkNewPassword('password1', [])).toThrow(expect.objectContaining({ details }));
  });

  it('is not the name or the address of the account', () => {
    expect(codeFor('Mei.Lin.88', ['mei.lin.88', 'mei@example.com'])).toBe('PASSWORD_TOO_COMMON');
    expect(codeFor('mei88@example.com', ['mei.lin', 'mei88@example.com'])).toBe('PASSWORD_TOO_COMMON');
  });
});
