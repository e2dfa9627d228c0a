import type { Clock, Users } from '../accounts/ports.ts';
import { TokenExpired, TokenUnknown } from '../links/errors.ts';
import { readLinkToken, sameHash } from '../links/secret-link.ts';
import { checkNewPassword } from './password-policy.ts';
import type { Passwords, Resets } from './ports.ts';
import { allow } from '../throttling/allow.ts';
import { RESET_LIMIT } from '../throttling/limits.ts';
import type { Allowances } from '../throttling/ports.ts';
import { usePermission } from './set-password.ts';

type Ports = Readonly<{
  users: Pick<Users, 'change'>;
  resets: Resets;
  passwords: Passwords;
  allowances: Allowances;
  now: Clock;
}>;

/**
 * Sets a new password with the link from a mail, once. Everybody who is logged in is logged out, failed log-ins are forgotten,
 * and an account that was never activated is: whoever read the mail owns the address.
 *
 * @throws AppError TOKEN_UNKNOWN, TOKEN_EXPIRED, PASSWORD_TOO_WEAK, PASSWORD_TOO_COMMON, TOO_MANY_REQUESTS
 */
export const resetPassword =
  ({ users, resets, passwords, allowances, now }: Ports) =>
  async ({ token, password }: Readonly<{ token: string; password: string }>): Promise<void> => {
    const read = readLinkToken(token);
    if (read === undefined) throw TokenUnknown();
    const { reset, user: known } = await resets.find(read.userId);
    if (known === undefined || reset === undefined || !sameHash(reset.digest, read.digest))
      throw TokenUnknown();
    if (reset.validUntil * 1000 <= now().getTime()) throw TokenExpired();
    checkNewPassword(password, [known.username, known.email]);
    await allow(allowances, RESET_LIMIT, reset.digest, now());
    const passwordHash = await passwords.hash(password);
    const at = now();
    await users.change(known.id, (user) => usePermission(user, reset.digest, passwordHash, at), { known });
  };
