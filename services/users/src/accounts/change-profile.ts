import type { Locale, UserId } from '@cartless/domain';
import { AccountSuspended, EmailTaken } from './errors.ts';
import { PasswordNeeded } from '../passwords/errors.ts';
import { checkPhone } from './phone.ts';
import { changeProfile as changed, type User, wantEmail } from './user.ts';
import type { ConfirmPassword } from '../passwords/confirm-password.ts';
import { knownUser } from './known-user.ts';
import type { Clock, UserStore } from './ports.ts';

type Ports = Readonly<{ users: UserStore; confirm: ConfirmPassword; now: Clock }>;
type Command = Readonly<{
  userId: UserId;
  sourceIp: string;
  locale?: Locale | undefined;
  phone?: string | null | undefined;
  email?: { typed: string; compared: string } | undefined;
  password?: string | undefined;
}>;

/**
 * Changes the profile. A new address needs the password, and counts only once the link that is mailed to it was followed.
 *
 * @throws AppError PASSWORD_NEEDED, WRONG_PASSWORD, EMAIL_TAKEN, PHONE_TAKEN, PHONE_INVALID, ACCOUNT_SUSPENDED
 */
export const changeProfile =
  ({ users, confirm, now }: Ports) =>
  async ({ userId, sourceIp, locale, phone, email, password }: Command): Promise<User> => {
    if (typeof phone === 'string') checkPhone(phone);
    if (email !== undefined && password === undefined) throw PasswordNeeded();
    const user = await (email !== undefined && password !== undefined
      ? confirm({ userId, password, sourceIp })
      : knownUser(users, userId));
    if (user.status === 'suspended') throw AccountSuspended();
    const at = now();
    const profile = changed(user, { phone, locale }, at);
    if (email === undefined || email.compared === user.email) {
      await users.saveNames(user, profile, at);
      return profile.user;
    }
    if ((await users.holder('email', email.compared, at)) !== undefined) throw EmailTaken();
    const change = wantEmail(profile, { email: email.compared, typed: email.typed }, at);
    await users.saveNames(user, change, at);
    return change.user;
  };
