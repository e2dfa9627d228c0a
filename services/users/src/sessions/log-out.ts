import { readRefreshToken } from './session.ts';
import type { SessionStore } from '../accounts/ports.ts';
import { isOfFamily } from './refresh-session.ts';

/** Ends the session of a refresh token. A token that is worth nothing any more is no error: the caller is logged out. */
export const logOut =
  ({ sessions }: Readonly<{ sessions: SessionStore }>) =>
  async (token: string): Promise<void> => {
    const read = readRefreshToken(token);
    const session = read && (await sessions.find(read.sessionId));
    if (session !== undefined && read !== undefined && isOfFamily(session, read))
      await sessions.end(session.id);
  };
