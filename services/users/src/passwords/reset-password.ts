import { UserActivated } from '@cartless/domain';
import { TokenExpired, TokenUnknown } from '../links/errors.ts';
import { checkNewPassword } from './password-policy.ts';
import { readLinkToken, sameHash } from '../links/secret-link.ts';
import { canMove, type Change, setPassword, tell } from '../accounts/user.ts';
import type { Clock, Passwords, ResetStore } from '../accounts/ports.ts';

type Ports = Readonly<{ resets: ResetStore; passwords: Passwords; now: Clock }>;

/**
 * Sets a new password with the link from a mail, once. Everybody who is logged in is logged out, failed log-ins are forgotten,
 * and an account that was never activated is: whoever read the mail owns the address.
 *
 * @throws AppError TOKEN_UNKNOWN, TOKEN_EXPIRED, PASSWORD_TOO_WEAK, PASSWORD_TOO_COMMON
 */
export const resetPassword =
  ({ resets, passwords, now }: Ports) =>
  async ({ token, password }: Readonly<{ token: string; password: string }>): Promise<void> => {
    const read = readLinkToken(token);
    if (read === undefined) throw TokenUnknown();
    const { reset, user } = await resets.find(read.userId);
    if (user === undefined || reset === undefined || !sameHash(reset.digest, read.digest))
      throw TokenUnknown();
    if (reset.validUntil * 1000 <= now().getTime()) throw TokenExpired();
    checkNewPassword(password, [user.username, user.email]);
    const passwordHash = await passwords.hash(password);
    const at = now();
    await resets.use(reset, activated(setPassword(user, passwordHash, at), at));
  };

function activated(change: Change, at: Date): Change {
  if (!canMove('activate', change.user)) return change;
  const user = { ...change.user, status: 'active' as const, activatedAt: at.toISOString() };
  return { user, outbox: [...change.outbox, tell(UserActivated, user, at, { userId: user.id })] };
}
