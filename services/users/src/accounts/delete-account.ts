import type { UserId } from '@cartless/domain';
import { type ConfirmPassword, withSamePassword } from '../passwords/confirm-password.ts';
import { AccountSuspended } from './errors.ts';
import { type ForgetPorts, forgetUser } from './forget-user.ts';
import type { Clock, Users } from './ports.ts';
import type { Staff } from '../staff/ports.ts';
import { rolesOf } from '../staff/roles.ts';
import { successorsOf } from '../staff/successors.ts';
import { erase } from './user-change.ts';

type Ports = ForgetPorts &
  Readonly<{ users: Pick<Users, 'erase'>; staff: Staff; confirm: ConfirmPassword; now: Clock }>;
type Command = Readonly<{
  userId: UserId;
  password: string;
  sourceIp: string;
  sessionId?: string | undefined;
}>;

/**
 * Erases an account and everything personal that is stored with it, at once; the event lets the other services do the same,
 * and this one finish what died halfway. A suspended account cannot slip away so, nor the last administrator.
 */
export const deleteAccount =
  (ports: Ports) =>
  async ({ userId, password, sourceIp, sessionId }: Command): Promise<void> => {
    const { users, staff, confirm, now } = ports;
    const confirmed = await confirm({ userId, password, sourceIp, sessionId });
    const at = now();
    const successors = rolesOf(confirmed).length > 0 ? await successorsOf(staff, userId) : undefined;
    const rule = withSamePassword(confirmed, (user) => {
      if (user.status === 'suspended') throw AccountSuspended();
      return erase(user, at, successors?.next());
    });
    await users.erase(userId, rule, {
      known: confirmed,
      ...(successors && { onRefusal: successors.onRefusal }),
    });
    await forgetUser(ports)(userId);
  };
