import type { UserId } from '@cartless/domain';
import { AccountChanged, AccountSuspended, UserUnknown } from '../accounts/errors.ts';
import type { Clock } from '../accounts/ports.ts';
import type { User } from '../accounts/user.ts';
import type { Logins } from '../sessions/ports.ts';
import { countFailure, refuseHaste } from '../throttling/password-attempts.ts';
import { WrongPassword } from './errors.ts';
import type { Passwords } from './ports.ts';

type Ports = Readonly<{ logins: Logins; passwords: Passwords; now: Clock }>;
export type ConfirmPassword = (
  who: Readonly<{ userId: UserId; password: string; sourceIp: string }>,
) => Promise<User>;

/**
 * Makes sure that somebody who is logged in knows the password too, before something that cannot be undone. Wrong ones count
 * as failed log-ins, so a stolen access token is no way to guess faster.
 *
 * @throws AppError WRONG_PASSWORD, TOO_MANY_ATTEMPTS, ACCOUNT_SUSPENDED, USER_UNKNOWN
 */
export const confirmPassword =
  ({ logins, passwords, now }: Ports): ConfirmPassword =>
  async ({ userId, password, sourceIp }) => {
    const facts = await logins.facts(userId, sourceIp);
    refuseHaste(facts, now());
    if (facts.user === undefined) throw UserUnknown();
    if (await passwords.verify(facts.user.passwordHash, password)) {
      if (facts.user.status === 'suspended') throw AccountSuspended();
      return facts.user;
    }
    await countFailure(logins, facts, sourceIp, now());
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
