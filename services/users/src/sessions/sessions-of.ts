import type { UserId } from '@cartless/domain';
import { SessionUnknown } from './errors.ts';
import { isLive, type Session } from './session.ts';
import { changeUser } from '../accounts/change-user.ts';
import { knownUser } from '../accounts/known-user.ts';
import type { Clock, SessionStore, UserStore } from '../accounts/ports.ts';

type Ports = Readonly<{ users: UserStore; sessions: SessionStore; now: Clock }>;

/** What somebody can see and do about the places where they are logged in. */
export const sessionsOf = ({ users, sessions, now }: Ports) => ({
  /** Those that can still be renewed, newest first. */
  async list(userId: UserId): Promise<readonly Session[]> {
    const [user, stored] = await Promise.all([knownUser(users, userId), sessions.list(userId)]);
    return stored.filter((session) => isLive(session, user, now()));
  },

  /** @throws AppError SESSION_UNKNOWN for one that is not there or somebody else's */
  async end(userId: UserId, sessionId: string): Promise<void> {
    const session = await sessions.find(sessionId);
    if (session?.userId !== userId) throw SessionUnknown();
    await sessions.end(sessionId);
  },

  /** Ends all of them at once, the one that asks included. */
  async endAll(userId: UserId): Promise<void> {
    await changeUser(users, userId, (user) => ({
      user: { ...user, sessionEpoch: user.sessionEpoch + 1, version: user.version + 1 },
      outbox: [],
    }));
  },
});
