import type { UserId } from '@cartless/domain';
import { type ConfirmPassword, withSamePassword } from '../passwords/confirm-password.ts';
import { AccountSuspended } from './errors.ts';
import { type ForgetPorts, forgetUser } from './forget-user.ts';
import type { Clock, Users } from './ports.ts';
import { erase } from './user-change.ts';

type Ports = ForgetPorts & Readonly<{ users: Pick<Users, 'erase'>; confirm: ConfirmPassword; now: Clock }>;
type Command = Readonly<{ userId: UserId; password: string; sourceIp: string }>;

/**
 * Erases an account and everything personal that is stored with it, at once; the event lets the other services do the same,
 * and this one finish what died halfway. A suspended account cannot slip away so.
 */
export const deleteAccount =
  (ports: Ports) =>
  async ({ userId, password, sourceIp }: Command): Promise<void> => {
    const { users, confirm, now } = ports;
    const confirmed = await confirm({ userId, password, sourceIp });
    const at = now();
    const rule = withSamePassword(confirmed, (user) => {
      if (user.status === 'suspended') throw AccountSuspended();
      return erase(user, at);
    });
    await users.erase(userId, rule, { known: confirmed });
    await forgetUser(ports)(userId);
  };
