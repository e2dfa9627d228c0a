import { readRefreshToken } from './session.ts';
import type { Sessions } from './ports.ts';
import { issuedSession } from './refresh-session.ts';

/** Ends the session of a refresh token. A token that is worth nothing any more is no error: the caller is logged out. */
export const logOut =
  ({ sessions }: Readonly<{ sessions: Sessions }>) =>
  async (token: string): Promise<void> => {
    const read = readRefreshToken(token);
    const session = read && (await issuedSession(sessions, read));
    if (session !== undefined) await sessions.end(session.id);
  };
