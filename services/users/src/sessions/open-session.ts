import type { UserId } from '@cartless/domain';
import { AccountSuspended } from '../accounts/errors.ts';
import type { User } from '../accounts/user.ts';
import { issueAccessToken, type Signer } from '../issuer/access-token.ts';
import { TooManyRequests } from '../throttling/errors.ts';
import { LOGINS_LIMIT } from '../throttling/limits.ts';
import { deviceToken } from './device-token.ts';
import { NotActivated } from './errors.ts';
import type { From, Logins, Used } from './ports.ts';
import { startSession } from './session.ts';

export type Tokens = Readonly<{
  accessToken: string;
  tokenType: 'Bearer';
  expiresIn: number;
  refreshToken: string;
  userId: UserId;
}>;
/** What somebody gets who logs in; the device keeps its token for the next time. */
export type LoggedIn = Tokens & Readonly<{ deviceToken: string }>;

export type OpenPorts = Readonly<{ logins: Logins; signer: Signer; issuer: string }>;
type Opened = Readonly<{ from: From; userAgent?: string | undefined; used: Used }>;

/**
 * Opens a session for somebody who proved whose account it is; undefined when what the proof uses up was used meanwhile.
 *
 * @throws AppError NOT_ACTIVATED, ACCOUNT_SUSPENDED, TOO_MANY_REQUESTS, SIGNING_UNAVAILABLE
 */
export async function openSession(
  { logins, signer, issuer }: OpenPorts,
  user: User,
  { from: { sourceIp, device: knownAs }, userAgent, used }: Opened,
  at: Date,
): Promise<LoggedIn | undefined> {
  if (user.status === 'pending') throw NotActivated();
  if (user.status === 'suspended') throw AccountSuspended();
  const device = { sourceIp, ...(userAgent !== undefined && { userAgent: userAgent.slice(0, 200) }) };
  const { session, refreshToken } = startSession(user, device, at);
  // Signed before anything is written: a signer that is down leaves nothing behind.
  const access = await issueAccessToken(signer, issuer, user, session.id, at);
  const begun = await logins.begin(session, user, used, at);
  if (begun === 'too many') throw TooManyRequests({ details: { retryAfter: LOGINS_LIMIT.spanSeconds } });
  if (begun === 'used up') return undefined;
  return { ...access, refreshToken, userId: user.id, deviceToken: deviceToken(user, at, knownAs) };
}
