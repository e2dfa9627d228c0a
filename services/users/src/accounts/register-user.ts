import { createHash } from 'node:crypto';
import { requestHash } from '@cartless/aggregate';
import { idFrom, type Locale, newId } from '@cartless/domain';
import type { Passwords } from '../passwords/ports.ts';
import { checkNewPassword } from '../passwords/password-policy.ts';
import { IdempotencyKeyReused, UsernameTaken } from './errors.ts';
import { checkPhone } from './phone.ts';
import type { Clock, Users } from './ports.ts';
import { checkReserved } from './reserved-names.ts';
import type { User } from './user.ts';
import { register } from './user-change.ts';

type Ports = Readonly<{ users: Pick<Users, 'create'>; passwords: Passwords; now: Clock; appName: string }>;
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
 * itself the record of the first call, by what was asked for then: what of it has changed since does not make the call another one.
 * A password that has changed does, because nothing is kept of the first.
 *
 * @throws AppError …_TAKEN, USERNAME_RESERVED, PASSWORD_TOO_WEAK, PASSWORD_TOO_COMMON, PHONE_INVALID, IDEMPOTENCY_KEY_REUSED
 */
export const registerUser =
  ({ users, passwords, now, appName }: Ports) =>
  async (command: Command): Promise<{ userId: User['id']; replayed: boolean }> => {
    const { username, email, password, phone, locale, idempotencyKey } = command;
    checkReserved(username.compared, appName);
    checkNewPassword(password, [username.compared, email.compared]);
    if (phone !== undefined) checkPhone(phone);
    const asked = { username: username.typed, email: email.typed, phone, locale };
    const wanted = register(
      {
        id: idempotencyKey === undefined ? newId('user') : idFrom('user', digest(idempotencyKey)),
        username: username.compared,
        email: email.compared,
        typed: { username: username.typed, email: email.typed },
        ...(phone !== undefined && { phone }),
        locale,
        passwordHash: await passwords.hash(password),
        ...(idempotencyKey !== undefined && { requestHash: requestHash(asked) }),
      },
      now(),
    );
    const { state, created } = await users.create(wanted);
    if (created) return { userId: state.id, replayed: false };
    if (state.status === 'erased') throw UsernameTaken();
    const known = sameRequest(state, wanted.state) && (await passwords.verify(state.passwordHash, password));
    if (!known) throw IdempotencyKeyReused();
    return { userId: state.id, replayed: true };
  };

/** Accounts of the releases before are compared by what they are now. */
const sameRequest = (a: User, b: User): boolean =>
  a.requestHash === undefined ? isSame(a, b) : a.requestHash === b.requestHash;

const isSame = (a: User, b: User): boolean =>
  a.typed.username === b.typed.username &&
  a.typed.email === b.typed.email &&
  a.phone === b.phone &&
  a.locale === b.locale;

const digest = (key: string): Uint8Array => createHash('sha256').update(`register ${key}`).digest();
