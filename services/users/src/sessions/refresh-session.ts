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
    const session = shown && (await sessions.find(shown.sessionId));
    if (session === undefined || shown === undefined || !isOfFamily(session, shown))
      throw RefreshTokenInvalid();
    const at = now();
    const isNewest = sameHash(session.currentHash, shown.currentHash);
    if (!isNewest && successorOf(session, shown, at) === undefined) return reused(sessions, session);
    const user = await users.find(session.userId);
    if (user?.status !== 'active' || !isLive(session, user, at)) throw RefreshTokenInvalid();
    const access = await issueAccessToken(signer, issuer, user, session.id, at);
    const salt = newSecret();
    const after = isNewest
      ? await sessions.change(session.id, (current) => rotate(current, shown, { salt, at }), {
          known: session,
        })
      : session;
    const refreshToken = successorOf(after, shown, at);
    if (refreshToken === undefined) return reused(sessions, after);
    return { ...access, refreshToken, userId: user.id };
  };

/** Whether a token was really issued for the session, now or earlier. */
export const isOfFamily = (session: Session, { familyHash }: RefreshToken): boolean =>
  sameHash(session.familyHash, familyHash);

async function reused(sessions: Sessions, { id }: Session): Promise<never> {
  await sessions.end(id);
  throw RefreshTokenInvalid();
}
