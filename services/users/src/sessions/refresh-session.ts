import { issueAccessToken, type Signer } from '../issuer/access-token.ts';
import { RefreshTokenInvalid } from './errors.ts';
import { sameHash } from '../links/secret-link.ts';
import { isLive, nextRefreshToken, readRefreshToken, type RefreshToken, type Session } from './session.ts';
import type { Tokens } from './log-in.ts';
import type { Clock, SessionStore, UserStore } from '../accounts/ports.ts';

type Ports = Readonly<{
  sessions: SessionStore;
  users: Pick<UserStore, 'find'>;
  signer: Signer;
  issuer: string;
  now: Clock;
}>;

/**
 * Exchanges a refresh token for the next one and a new access token. A token of the session that was used before has been
 * stolen from somebody, so the whole session ends.
 *
 * @throws AppError REFRESH_TOKEN_INVALID
 */
export const refreshSession =
  ({ sessions, users, signer, issuer, now }: Ports) =>
  async (token: string): Promise<Tokens> => {
    const read = readRefreshToken(token);
    const session = read && (await sessions.find(read.sessionId));
    if (session === undefined || read === undefined || !isOfFamily(session, read))
      throw RefreshTokenInvalid();
    if (!sameHash(session.currentHash, read.currentHash)) return reused(sessions, session);
    const user = await users.find(session.userId);
    const at = now();
    if (user?.status !== 'active' || !isLive(session, user, at)) throw RefreshTokenInvalid();
    const access = await issueAccessToken(signer, issuer, user, session.id, at);
    const { refreshToken, currentHash } = nextRefreshToken(token);
    if (!(await sessions.rotate(session, currentHash, at))) return reused(sessions, session);
    return { ...access, refreshToken, userId: user.id };
  };

/** Whether a token was really issued for the session, now or earlier. */
export const isOfFamily = (session: Session, { familyHash }: RefreshToken): boolean =>
  sameHash(session.familyHash, familyHash);

async function reused(sessions: SessionStore, { id }: Session): Promise<never> {
  await sessions.end(id);
  throw RefreshTokenInvalid();
}
