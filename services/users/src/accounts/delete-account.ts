import type { UserId } from '@cartless/domain';
import { type ConfirmPassword, withSamePassword } from '../passwords/confirm-password.ts';
import type { Sessions } from '../sessions/ports.ts';
import { AccountSuspended } from './errors.ts';
import type { Audit, Clock, Users } from './ports.ts';
import { erase } from './user-change.ts';

type Ports = Readonly<{
  users: Pick<Users, 'erase'>;
  sessions: Sessions;
  audit: Audit;
  confirm: ConfirmPassword;
  now: Clock;
}>;
type Command = Readonly<{ userId: UserId; password: string; sourceIp: string }>;

/**
 * Erases an account and everything personal that is stored with it, at once; the event lets the other services do the same.
 * A suspended account cannot slip away so.
 */
export const deleteAccount =
  ({ users, sessions, audit, confirm, now }: Ports) =>
  async ({ userId, password, sourceIp }: Command): Promise<void> => {
    const confirmed = await confirm({ userId, password, sourceIp });
    await endAllSessions(sessions, userId);
    await audit.forgetReasons(userId);
    const at = now();
    const rule = withSamePassword(confirmed, (user) => {
      if (user.status === 'suspended') throw AccountSuspended();
      return erase(user, at);
    });
    await users.erase(userId, rule, { known: confirmed });
  };

/** Sessions say from where somebody logged in, so they go too; the list comes in pages. */
async function endAllSessions(sessions: Sessions, userId: UserId): Promise<void> {
  const page = await sessions.list(userId);
  if (page.length === 0) return;
  await Promise.all(page.map(({ id }) => sessions.end(id)));
  const rest = await sessions.list(userId);
  if (rest.some(({ id }) => page.every((ended) => ended.id !== id))) await endAllSessions(sessions, userId);
}
