import type { UserId } from '@cartless/domain';
import { AccountChanged, AccountSuspended, UserUnknown } from '../accounts/errors.ts';
import type { Clock } from '../accounts/ports.ts';
import type { User } from '../accounts/user.ts';
import type { Logins } from '../sessions/ports.ts';
import { allow } from '../throttling/allow.ts';
import { CONFIRM_LIMIT } from '../throttling/limits.ts';
import { refuseHaste, refuseWrong } from '../throttling/password-attempts.ts';
import type { Allowances } from '../throttling/ports.ts';
import type { WarnOwner } from '../throttling/warn-owner.ts';
import { WrongPassword } from './errors.ts';
import type { Passwords } from './ports.ts';

type Ports = Readonly<{
  logins: Logins;
  passwords: Passwords;
  allowances: Allowances;
  warn: WarnOwner;
  now: Clock;
}>;
export type ConfirmPassword = (
  who: Readonly<{ userId: UserId; password: string; sourceIp: string; sessionId?: string | undefined }>,
) => Promise<User>;

/**
 * Makes sure that somebody who is logged in knows the password too, before something that cannot be undone. A session waits for
 * its own wrong ones alone, so whoever stole a token is slowed and the owner is not; they count as failed log-ins besides.
 *
 * @throws AppError WRONG_PASSWORD, TOO_MANY_ATTEMPTS, TOO_MANY_REQUESTS, ACCOUNT_SUSPENDED, USER_UNKNOWN
 */
export const confirmPassword =
  ({ logins, passwords, allowances, warn, now }: Ports): ConfirmPassword =>
  async ({ userId, password, sourceIp, sessionId }) => {
    const from = { sourceIp, device: `session ${sessionId ?? userId}` };
    const facts = await logins.facts(userId, from, now());
    const { user, accountKey } = facts;
    if (user === undefined) throw UserUnknown();
    if (user.status === 'suspended') throw AccountSuspended();
    refuseHaste(facts, from, now());
    await allow(allowances, CONFIRM_LIMIT, from.device, now());
    if (await passwords.verify(user.passwordHash, password)) return user;
    const after = await logins.fail(accountKey, from, now());
    await warn(user, after.account, now());
    refuseWrong(facts, after, now());
    throw WrongPassword();
  };

/**
 * Lets a rule decide only while the account has the password that was confirmed: somebody may have changed it meanwhile,
 * because it was known to others.
 *
 * @throws AppError ACCOUNT_CHANGED
 */
export const withSamePassword =
  <Decided>(confirmed: User, rule: (user: User) => Decided) =>
  (user: User): Decided => {
    if (user.passwordHash !== confirmed.passwordHash) throw AccountChanged();
    return rule(user);
  };
