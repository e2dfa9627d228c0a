import { issueAccessToken, type Signer } from '../issuer/access-token.ts';
import { RefreshTokenInvalid } from './errors.ts';
import { newSecret, sameHash } from '../links/secret-link.ts';
import { isLive, readRefreshToken, type RefreshToken, rotate, type Session, successorOf } from './session.ts';
import type { Tokens } from './open-session.ts';
import type { Clock, Users } from '../accounts/ports.ts';
import type { Sessions } from './ports.ts';

type Ports = Readonly<{
  sessions: Sessions;
  users: Pick<Users, 'find'>;
  signer: Signer;
  issuer: string;
  now: Clock;
}>;

/**
 * Exchanges a refresh token for the next one and a new access token. The same token once more within a few seconds gets the same
 * next one; later it has been stolen from somebody, so the whole session ends.
 *
 * @throws AppError REFRESH_TOKEN_INVALID
 */
export const refreshSession =
  ({ sessions, users, signer, issuer, now }: Ports) =>
  async (token: string): Promise<Tokens> => {
    const shown = readRefreshToken(token);
    if (shown === undefined) throw RefreshTokenInvalid();
    const session = await issuedSession(sessions, shown);
    if (session === undefined) throw RefreshTokenInvalid();
    const at = now();
    const user = await users.find(session.userId);
    if (user?.status !== 'active' || !isLive(session, user, at)) throw RefreshTokenInvalid();
    // Signed before anything is written: a signer that is down leaves nothing behind.
    const access = await issueAccessToken(signer, issuer, user, session.id, at);
    const salt = newSecret();
    const rule = (current: Session) => rotate(current, shown, { salt, at });
    const after = await sessions.change(session.id, rule, { known: session });
    const refreshToken = successorOf(after, shown, at);
    if (refreshToken === undefined) return reused(sessions, session);
    return { ...access, refreshToken, userId: user.id };
  };

/** The session for which a token was really issued, now or earlier; undefined for a guess. */
export async function issuedSession(
  sessions: Pick<Sessions, 'find'>,
  { sessionId, familyHash }: RefreshToken,
): Promise<Session | undefined> {
  const session = await sessions.find(sessionId);
  return session && sameHash(session.familyHash, familyHash) ? session : undefined;
}

async function reused(sessions: Sessions, { id }: Session): Promise<never> {
  await sessions.end(id);
  throw RefreshTokenInvalid();
}
