import { createHmac, randomBytes } from 'node:crypto';
import type { Change } from '@cartless/aggregate';
import type { UserId } from '@cartless/domain';
import * as z from 'zod/mini';
import { newSecret, RandomId, sameHash, Secret, secretHash } from '../links/secret-link.ts';

/** A session ends this long after log-in, however often its tokens were renewed. */
export const SESSION_DAYS = 30;
/** …and earlier when it was not used for this long. */
export const IDLE_DAYS = 14;
const DAY_MS = 86_400_000;
/** For so long the token before the newest one still gets the newest: two tabs renew at once, or an answer was lost. */
export const GRACE_MS = 10_000;

/** One log-in on one device. Only digests of its refresh tokens are kept. */
export type Session = Readonly<{
  id: string;
  userId: UserId;
  epoch: number;
  /** Digest of the part that every refresh token of the session carries. */
  familyHash: string;
  /** Digest of the part that only the newest one carries. */
  currentHash: string;
  /** Random; with the token before it makes the newest one. Not there until the first renewal. */
  salt?: string;
  startedAt: string;
  /** When the newest token was made. */
  usedAt: string;
  /** Epoch seconds; also the table's TTL. */
  expiresAt: number;
  userAgent?: string;
  sourceIp?: string;
  version: number;
}>;
export type SessionChange = Change<Session>;

/** A refresh token taken apart. */
export type RefreshToken = Readonly<{
  text: string;
  sessionId: string;
  familyHash: string;
  currentHash: string;
}>;

const Parts = z.tuple([RandomId, RandomId, Secret]);

/**
 * Begins a session. Its refresh token has three parts: the session's id, a secret of the family, and a secret that is new
 * at each use. An old token of the family can so be told from a guess, and only a real one ends the session.
 */
export function startSession(
  user: Readonly<{ id: UserId; sessionEpoch: number }>,
  device: Readonly<{ userAgent?: string; sourceIp?: string }>,
  at: Date,
): { session: Session; refreshToken: string } {
  const id = randomBytes(16).toString('base64url');
  const family = randomBytes(16).toString('base64url');
  const current = newSecret();
  const session = {
    id,
    userId: user.id,
    epoch: user.sessionEpoch,
    familyHash: secretHash(family),
    currentHash: secretHash(current),
    startedAt: at.toISOString(),
    usedAt: at.toISOString(),
    expiresAt: Math.floor((at.getTime() + SESSION_DAYS * DAY_MS) / 1000),
    ...device,
    version: 0,
  };
  return { session, refreshToken: `${id}.${family}.${current}` };
}

/** Takes a refresh token apart; undefined when it is not one of ours. */
export function readRefreshToken(token: string): RefreshToken | undefined {
  const { data } = z.safeParse(Parts, token.split('.'));
  if (data === undefined) return undefined;
  const [sessionId, family, current] = data;
  return { text: token, sessionId, familyHash: secretHash(family), currentHash: secretHash(current) };
}

/**
 * The next refresh token of the same family, and the digest to keep of it. The same token and salt make the same next one, on
 * any container; neither alone does, so an old token is worth nothing without the table, nor the table without the token.
 */
export function nextRefreshToken(
  { text }: RefreshToken,
  salt: string,
): { refreshToken: string; currentHash: string } {
  const current = createHmac('sha256', text).update(salt).digest('base64url');
  return {
    refreshToken: `${text.slice(0, text.lastIndexOf('.'))}.${current}`,
    currentHash: secretHash(current),
  };
}

/** Replaces the newest refresh token by the next; undefined when the token that was shown is not the newest any more. */
export const rotate = (
  session: Session,
  shown: RefreshToken,
  { salt, at }: Readonly<{ salt: string; at: Date }>,
): SessionChange | undefined =>
  sameHash(session.currentHash, shown.currentHash)
    ? {
        state: {
          ...session,
          currentHash: nextRefreshToken(shown, salt).currentHash,
          salt,
          usedAt: at.toISOString(),
        },
      }
    : undefined;

/**
 * The token that took the place of the one that is shown, when that was a moment ago. Clocks of containers differ, so the
 * moment may lie in the future, but no further off.
 */
export function successorOf(session: Session, shown: RefreshToken, at: Date): string | undefined {
  const { salt, usedAt } = session;
  if (salt === undefined) return undefined;
  if (Math.abs(at.getTime() - Date.parse(usedAt)) > GRACE_MS) return undefined;
  const { refreshToken, currentHash } = nextRefreshToken(shown, salt);
  // No older token leads to the newest one, nor any after a renewal by the release before, which keeps the salt of an earlier one.
  return sameHash(session.currentHash, currentHash) ? refreshToken : undefined;
}

/** Whether a session can still be used by its user at a moment. */
export const isLive = (session: Session, user: Readonly<{ sessionEpoch: number }>, at: Date): boolean =>
  session.epoch === user.sessionEpoch &&
  session.expiresAt * 1000 > at.getTime() &&
  Date.parse(session.usedAt) + IDLE_DAYS * DAY_MS > at.getTime();
