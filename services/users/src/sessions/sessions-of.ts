import type { UserId } from '@cartless/domain';
import { SessionUnknown } from './errors.ts';
import { isLive, type Session } from './session.ts';
import type { Clock, UserReader, Users } from '../accounts/ports.ts';
import type { SessionReader, Sessions } from './ports.ts';

type Ports = Readonly<{ users: Users; sessions: Sessions }>;

/** The sessions of somebody that can still be renewed, newest first. */
export const liveSessions =
  ({ users, sessions, now }: Readonly<{ users: UserReader; sessions: SessionReader; now: Clock }>) =>
  async (userId: UserId): Promise<readonly Session[]> => {
    const [user, stored] = await Promise.all([users.read(userId), sessions.list(userId)]);
    return stored.filter((session) => isLive(session, user, now()));
  };

/** What somebody can do about the places where they are logged in. */
export const sessionsOf = ({ users, sessions }: Ports) => ({
  /** @throws AppError SESSION_UNKNOWN for one that is not there or somebody else's */
  async end(userId: UserId, sessionId: string): Promise<void> {
    const session = await sessions.find(sessionId);
    if (session?.userId !== userId) throw SessionUnknown();
    await sessions.end(sessionId);
  },

  /** Ends all of them at once, the one that asks included. */
  async endAll(userId: UserId): Promise<void> {
    await users.change(userId, (user) => ({
      state: { ...user, sessionEpoch: user.sessionEpoch + 1 },
    }));
  },
});
