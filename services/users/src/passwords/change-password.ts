import type { UserId } from '@cartless/domain';
import { checkNewPassword } from './password-policy.ts';
import { setPassword } from '../accounts/user.ts';
import type { ConfirmPassword } from './confirm-password.ts';
import type { Clock, Passwords, UserStore } from '../accounts/ports.ts';

type Ports = Readonly<{ users: UserStore; passwords: Passwords; confirm: ConfirmPassword; now: Clock }>;
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
    const user = await confirm({ userId, password: current, sourceIp });
    checkNewPassword(next, [user.username, user.email]);
    const passwordHash = await passwords.hash(next);
    await users.saveKeeping(setPassword(user, passwordHash, now()), sessionId);
  };
