import { type Locale, type UserId } from '@cartless/domain';
import { type ConfirmPassword, withSamePassword } from '../passwords/confirm-password.ts';
import { PasswordNeeded } from '../passwords/errors.ts';
import { allow, allowClient } from '../throttling/allow.ts';
import { EMAIL_CHANGE_LIMIT, NAME_CHANGE_LIMIT, NAME_LIMITS } from '../throttling/limits.ts';
import type { Allowances } from '../throttling/ports.ts';
import { AccountSuspended, EmailTaken } from './errors.ts';
import { checkPhone } from './phone.ts';
import type { Clock, Names, Users } from './ports.ts';
import { changeProfile as changed, wantEmail } from './profile-change.ts';
import type { User, UserChange } from './user.ts';

type Ports = Readonly<{
  users: Users;
  names: Names;
  confirm: ConfirmPassword;
  allowances: Allowances;
  now: Clock;
}>;
type Command = Readonly<{
  userId: UserId;
  sourceIp: string;
  sessionId?: string | undefined;
  locale?: Locale | undefined;
  weeklyReport?: boolean | undefined;
  phone?: string | null | undefined;
  email?: { typed: string; compared: string } | undefined;
  password?: string | undefined;
}>;

/**
 * Counts a change that would tell whether a phone number or an address is taken, and one that writes to somebody's mailbox.
 *
 * @throws AppError TOO_MANY_REQUESTS
 */
async function refuseFloods({ allowances, now }: Ports, { userId, sourceIp, phone, email }: Command) {
  const at = now();
  if (typeof phone !== 'string' && email === undefined) return;
  await allowClient(allowances, NAME_LIMITS, sourceIp, at);
  await allow(allowances, NAME_CHANGE_LIMIT, userId, at);
  // What a mailbox gets is bounded where letters leave; a limit here by mailbox would let strangers use up its owner's.
  if (email !== undefined) await allow(allowances, EMAIL_CHANGE_LIMIT, userId, at);
}

/**
 * Changes the profile. A new address needs the password, and counts only once the link that is mailed to it was followed.
 *
 * @throws AppError PASSWORD_NEEDED, WRONG_PASSWORD, EMAIL_TAKEN, PHONE_TAKEN, PHONE_INVALID, ACCOUNT_SUSPENDED, TOO_MANY_REQUESTS
 */
export const changeProfile =
  (ports: Ports) =>
  async (command: Command): Promise<User> => {
    const { users, names, confirm, now } = ports;
    const { userId, sourceIp, sessionId, locale, weeklyReport, phone, email, password } = command;
    if (typeof phone === 'string') checkPhone(phone);
    if (email !== undefined && password === undefined) throw PasswordNeeded();
    await refuseFloods(ports, command);
    const confirmed =
      email !== undefined && password !== undefined
        ? await confirm({ userId, password, sourceIp, sessionId })
        : undefined;
    const known = confirmed ?? (await users.read(userId));
    if (known.status === 'suspended') throw AccountSuspended();
    const at = now();
    const isNew = email !== undefined && email.compared !== known.email;
    if (isNew && (await names.holder('email', email.compared, at)) !== undefined) throw EmailTaken();
    const rule = (user: User): UserChange => {
      if (user.status === 'suspended') throw AccountSuspended();
      const profile = changed(user, { phone, locale, weeklyReport }, at);
      if (email === undefined || email.compared === user.email) return profile;
      return wantEmail(profile, { email: email.compared, typed: email.typed }, at);
    };
    return users.change(userId, confirmed === undefined ? rule : withSamePassword(confirmed, rule), {
      known,
    });
  };
