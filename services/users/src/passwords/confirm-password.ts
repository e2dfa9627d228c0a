import type { UserId } from '@cartless/domain';
import { AccountSuspended, UserUnknown } from '../accounts/errors.ts';
import { WrongPassword } from './errors.ts';
import type { User } from '../accounts/user.ts';
import { countFailure, refuseHaste } from '../throttling/password-attempts.ts';
import type { Clock, LoginStore, Passwords } from '../accounts/ports.ts';

type Ports = Readonly<{ login: LoginStore; passwords: Passwords; now: Clock }>;
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
  ({ login, passwords, now }: Ports): ConfirmPassword =>
  async ({ userId, password, sourceIp }) => {
    const facts = await login.facts(userId, sourceIp);
    refuseHaste(facts, now());
    if (facts.user === undefined) throw UserUnknown();
    if (await passwords.verify(facts.user.passwordHash, password)) {
      if (facts.user.status === 'suspended') throw AccountSuspended();
      return facts.user;
    }
    await countFailure(login, facts, sourceIp, now());
    throw WrongPassword();
  };
