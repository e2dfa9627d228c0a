import type { UserId } from '@cartless/domain';
import { issueAccessToken, type Signer } from '../issuer/access-token.ts';
import { AccountSuspended } from '../accounts/errors.ts';
import { BadCredentials, NotActivated } from './errors.ts';
import { TooManyAttempts } from '../throttling/errors.ts';
import { startSession } from './session.ts';
import type { User } from '../accounts/user.ts';
import { countFailure, refuseHaste } from '../throttling/password-attempts.ts';
import type { Clock } from '../accounts/ports.ts';
import type { Passwords } from '../passwords/ports.ts';
import type { Logins } from './ports.ts';

type Ports = Readonly<{
  logins: Logins;
  passwords: Passwords;
  signer: Signer;
  issuer: string;
  now: Clock;
  /** Replaces a hash that was made with weaker parameters. */
  rehash: (user: User, password: string) => Promise<void>;
}>;
type Command = Readonly<{
  identifier: string;
  password: string;
  sourceIp: string;
  userAgent?: string | undefined;
}>;

export type Tokens = Readonly<{
  accessToken: string;
  tokenType: 'Bearer';
  expiresIn: number;
  refreshToken: string;
  userId: UserId;
}>;

/** Logs in by user id, user name or e-mail address. An unknown name costs the same time and gets the same answer. */
export const logIn =
  ({ logins, passwords, signer, issuer, now, rehash }: Ports) =>
  async ({ identifier, password, sourceIp, userAgent }: Command): Promise<Tokens> => {
    const facts = await logins.facts(identifier, sourceIp);
    refuseHaste(facts, now());
    const { user } = facts;
    const right = await (user === undefined
      ? passwords.waste(password)
      : passwords.verify(user.passwordHash, password));
    if (user === undefined || !right) {
      await countFailure(logins, facts, sourceIp, now());
      throw BadCredentials();
    }
    if (user.status === 'pending') throw NotActivated();
    if (user.status === 'suspended') throw AccountSuspended();
    const at = now();
    const device = { sourceIp, ...(userAgent !== undefined && { userAgent: userAgent.slice(0, 200) }) };
    const { session, refreshToken } = startSession(user, device, at);
    // Signed before anything is written: a signer that is down leaves nothing behind.
    const access = await issueAccessToken(signer, issuer, user, session.id, at);
    const started = await logins.succeed(session, facts);
    if (!started) throw TooManyAttempts({ details: { retryAfter: 1 } });
    if (passwords.isOutdated(user.passwordHash)) await rehash(user, password);
    return { ...access, refreshToken, userId: user.id };
  };
