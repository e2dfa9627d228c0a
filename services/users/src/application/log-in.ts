import type { UserId } from '@cartless/domain';
import { issueAccessToken, type Signer } from '../domain/access-token.ts';
import { AccountSuspended, BadCredentials, NotActivated, TooManyAttempts } from '../domain/errors.ts';
import { ACCOUNT_LIMITS, ADDRESS_LIMITS, type Failures, secondsToWait } from '../domain/login-throttle.ts';
import { startSession } from '../domain/session.ts';
import type { User } from '../domain/user.ts';
import type { Clock, LoginFacts, LoginStore, Passwords } from './ports.ts';

type Ports = Readonly<{
  login: LoginStore;
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
  ({ login, passwords, signer, issuer, now, rehash }: Ports) =>
  async ({ identifier, password, sourceIp, userAgent }: Command): Promise<Tokens> => {
    const facts = await login.facts(identifier, sourceIp);
    refuseHaste(facts, now());
    const { user } = facts;
    const right = await (user === undefined
      ? passwords.waste(password)
      : passwords.verify(user.passwordHash, password));
    if (user === undefined || !right) return failed(login, facts, sourceIp, now());
    if (user.status === 'pending') throw NotActivated();
    if (user.status === 'suspended') throw AccountSuspended();
    const at = now();
    const device = { sourceIp, ...(userAgent !== undefined && { userAgent: userAgent.slice(0, 200) }) };
    const { session, refreshToken } = startSession(user, device, at);
    // Signed before anything is written: a signer that is down leaves nothing behind.
    const access = await issueAccessToken(signer, issuer, user, at);
    const started = await login.succeed(session, facts.accountKey, facts.account?.failures ?? 0);
    if (!started) throw TooManyAttempts({ details: { retryAfter: 1 } });
    if (passwords.isOutdated(user.passwordHash)) await rehash(user, password);
    return { ...access, refreshToken, userId: user.id };
  };

function refuseHaste({ account, address }: LoginFacts, at: Date): void {
  const now = Math.floor(at.getTime() / 1000);
  const wait = Math.max(
    secondsToWait(account, ACCOUNT_LIMITS, now),
    secondsToWait(address, ADDRESS_LIMITS, now),
  );
  if (wait > 0) throw TooManyAttempts({ details: { retryAfter: wait } });
}

/**
 * Counts the failure. Of many guesses that ran side by side only the first ones get to know that they were wrong; the rest
 * hear what they would have heard one after the other.
 */
async function failed(login: LoginStore, before: LoginFacts, sourceIp: string, at: Date): Promise<never> {
  const after = await login.fail(before.accountKey, sourceIp, at);
  const over = (known: Failures | undefined, counted: Failures, free: number) =>
    counted.failures > Math.max(free, (known?.failures ?? 0) + 1);
  if (
    over(before.account, after.account, ACCOUNT_LIMITS.free) ||
    over(before.address, after.address, ADDRESS_LIMITS.free)
  ) {
    throw TooManyAttempts({ details: { retryAfter: 1 } });
  }
  throw BadCredentials();
}
