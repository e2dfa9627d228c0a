import type { UserId } from '@cartless/domain';
import type { Clock, Users } from '../accounts/ports.ts';
import { type ConfirmPassword, withSamePassword } from './confirm-password.ts';
import { checkNewPassword } from './password-policy.ts';
import type { Passwords } from './ports.ts';
import { setPassword } from './set-password.ts';

type Ports = Readonly<{
  users: Pick<Users, 'change'>;
  passwords: Passwords;
  confirm: ConfirmPassword;
  now: Clock;
}>;
type Command = Readonly<{
  userId: UserId;
  current: string;
  next: string;
  sourceIp: string;
  sessionId?: string | undefined;
}>;

/** Changes the password of somebody who knows it. All sessions end but the one that asks. */
export const changePassword =
  ({ users, passwords, confirm, now }: Ports) =>
  async ({ userId, current, next, sourceIp, sessionId }: Command): Promise<void> => {
    const confirmed = await confirm({ userId, password: current, sourceIp, sessionId });
    checkNewPassword(next, [confirmed.username, confirmed.email]);
    const passwordHash = await passwords.hash(next);
    const at = now();
    let kept = sessionId;
    const rule = withSamePassword(confirmed, (user) => setPassword(user, passwordHash, at, kept));
    // A session that is gone cannot be kept, and need not keep the change from being made.
    const onRefusal = () => void (kept = undefined);
    await users.change(userId, rule, { known: confirmed, onRefusal });
  };
