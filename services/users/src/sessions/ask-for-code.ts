import type { Clock, Users } from '../accounts/ports.ts';
import type { User, UserChange } from '../accounts/user.ts';
import { CODE_MINUTES } from './login-code.ts';
import type { LoginCodes } from './ports.ts';

type Ports = Readonly<{ users: Pick<Users, 'change'>; codes: LoginCodes; now: Clock }>;

/**
 * Asks for the letter with a code, for who typed the right password. One that was asked for stays the one as long as it is good, so
 * that nobody who knows the password can keep replacing the owner's.
 */
export async function askForCode(
  { users, codes, now }: Ports,
  known: User,
  accountKey: string,
  sourceIp: string,
): Promise<void> {
  const at = now();
  let hasOne = false;
  const rule = (user: User): UserChange | undefined =>
    hasOne || user.status !== 'active' || user.passwordHash !== known.passwordHash
      ? undefined
      : {
          state: user,
          facts: [{ type: 'login-letter-asked', at: at.toISOString(), letter: 'login-code' }],
          also: [{ type: 'ask-code', at, until: new Date(at.getTime() + CODE_MINUTES * 60_000) }],
        };
  const onRefusal = () => void (hasOne = true);
  await Promise.all([
    codes.noteAsker(accountKey, sourceIp, at),
    users.change(known.id, rule, { known, onRefusal }),
  ]);
}
