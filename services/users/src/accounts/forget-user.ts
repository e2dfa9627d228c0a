import type { UserId } from '@cartless/domain';
import type { Sessions } from '../sessions/ports.ts';
import type { Audit } from './ports.ts';

export type ForgetPorts = Readonly<{ sessions: Sessions; audit: Audit }>;

/** Forgets what stands apart from an account that is erased: its sessions, and why things were done to it. Again is harmless. */
export const forgetUser =
  ({ sessions, audit }: ForgetPorts) =>
  async (userId: UserId): Promise<void> => {
    await endAllSessions(sessions, userId);
    await audit.forgetReasons(userId);
  };

/** Sessions say from where somebody logged in, so they go too; the list comes in pages. */
async function endAllSessions(sessions: Sessions, userId: UserId): Promise<void> {
  const page = await sessions.list(userId);
  if (page.length === 0) return;
  await Promise.all(page.map(({ id }) => sessions.end(id)));
  const rest = await sessions.list(userId);
  if (rest.some(({ id }) => page.every((ended) => ended.id !== id))) await endAllSessions(sessions, userId);
}
