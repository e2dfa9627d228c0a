import type { UserId } from '@cartless/domain';
import { erase } from './user.ts';
import type { ConfirmPassword } from '../passwords/confirm-password.ts';
import type { Clock, SessionStore, UserStore } from './ports.ts';

/** A deleted account's user name cannot be taken by somebody else for this long. */
const NAME_HELD_MS = 30 * 86_400_000;

type Ports = Readonly<{ users: UserStore; sessions: SessionStore; confirm: ConfirmPassword; now: Clock }>;
type Command = Readonly<{ userId: UserId; password: string; sourceIp: string }>;

/**
 * Erases an account and everything personal that is stored with it, at once; the event lets the other services do the same.
 * A suspended account cannot slip away so.
 */
export const deleteAccount =
  ({ users, sessions, confirm, now }: Ports) =>
  async ({ userId, password, sourceIp }: Command): Promise<void> => {
    const user = await confirm({ userId, password, sourceIp });
    await endAllSessions(sessions, userId);
    const at = now();
    await users.erase(user, erase(user, at), new Date(at.getTime() + NAME_HELD_MS));
  };

/** Sessions say from where somebody logged in, so they go too; the list comes in pages. */
async function endAllSessions(sessions: SessionStore, userId: UserId): Promise<void> {
  const page = await sessions.list(userId);
  if (page.length === 0) return;
  await Promise.all(page.map(({ id }) => sessions.end(id)));
  const rest = await sessions.list(userId);
  if (rest.some(({ id }) => page.every((ended) => ended.id !== id))) await endAllSessions(sessions, userId);
}
