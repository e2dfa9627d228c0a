import { idFrom, type Locale, newId } from '@cartless/domain';
import { createHash } from 'node:crypto';
import { IdempotencyKeyReused, NAME_TAKEN } from './errors.ts';
import { checkNewPassword } from '../passwords/password-policy.ts';
import { checkPhone } from './phone.ts';
import { register, type User } from './user.ts';
import type { Clock, Passwords, UserStore } from './ports.ts';

type Ports = Readonly<{ users: UserStore; passwords: Passwords; now: Clock }>;
type Command = Readonly<{
  username: { compared: string; typed: string };
  email: { compared: string; typed: string };
  password: string;
  phone?: string | undefined;
  locale: Locale;
  idempotencyKey?: string | undefined;
}>;

/**
 * Opens an account, not yet active. With an idempotency key the account's id comes from the key, so that the account is
 * itself the record of the first call.
 */
export const registerUser =
  ({ users, passwords, now }: Ports) =>
  async (command: Command): Promise<{ userId: User['id']; replayed: boolean }> => {
    const { username, email, password, phone, locale, idempotencyKey } = command;
    checkNewPassword(password, [username.compared, email.compared]);
    if (phone !== undefined) checkPhone(phone);
    const at = now();
    const change = register(
      {
        id: idempotencyKey === undefined ? newId('user') : idFrom('user', digest(idempotencyKey)),
        username: username.compared,
        email: email.compared,
        typed: { username: username.typed, email: email.typed },
        ...(phone !== undefined && { phone }),
        locale,
        passwordHash: await passwords.hash(password),
      },
      at,
    );
    const outcome = await users.create(change, at);
    if (outcome.ok) return { userId: change.user.id, replayed: false };
    if ('taken' in outcome) throw NAME_TAKEN[outcome.taken]();
    const same = sameRequest(outcome.existing, change.user);
    const known = same && (await passwords.verify(outcome.existing.passwordHash, password));
    if (!known) throw IdempotencyKeyReused();
    return { userId: change.user.id, replayed: true };
  };

const sameRequest = (a: User, b: User): boolean =>
  a.typed.username === b.typed.username &&
  a.typed.email === b.typed.email &&
  a.phone === b.phone &&
  a.locale === b.locale;

const digest = (key: string): Uint8Array => createHash('sha256').update(`register ${key}`).digest();
