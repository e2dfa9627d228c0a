import { randomBytes } from 'node:crypto';
import type { UserId } from '@cartless/domain';
import { newSecret, secretHash } from '../links/secret-link.ts';

/** A session ends this long after log-in, however often its tokens were renewed. */
export const SESSION_DAYS = 30;
/** …and earlier when it was not used for this long. */
export const IDLE_DAYS = 14;
const DAY_MS = 86_400_000;

/** One log-in on one device. Only digests of its refresh tokens are kept. */
export type Session = Readonly<{
  id: string;
  userId: UserId;
  epoch: number;
  /** Digest of the part that every refresh token of the session carries. */
  familyHash: string;
  /** Digest of the part that only the newest one carries. */
  currentHash: string;
  startedAt: string;
  usedAt: string;
  /** Epoch seconds; also the table's TTL. */
  expiresAt: number;
  userAgent?: string;
  sourceIp?: string;
}>;

/** A refresh token taken apart. */
export type RefreshToken = Readonly<{ sessionId: string; familyHash: string; currentHash: string }>;

const FORM = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

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
  };
  return { session, refreshToken: `${id}.${family}.${current}` };
}

/** Takes a refresh token apart; undefined when it is not one of ours. */
export function readRefreshToken(token: string): RefreshToken | undefined {
  const [, sessionId, family, current] = FORM.exec(token) ?? [];
  if (sessionId === undefined || family === undefined || current === undefined) return undefined;
  return { sessionId, familyHash: secretHash(family), currentHash: secretHash(current) };
}

/** The next refresh token of the same family, and the digest to keep of it. */
export function nextRefreshToken(token: string): { refreshToken: string; currentHash: string } {
  const current = newSecret();
  const kept = token.slice(0, token.lastIndexOf('.'));
  return { refreshToken: `${kept}.${current}`, currentHash: secretHash(current) };
}

/** Whether a session can still be used by its user at a moment. */
export const isLive = (session: Session, user: Readonly<{ sessionEpoch: number }>, at: Date): boolean =>
  session.epoch === user.sessionEpoch &&
  session.expiresAt * 1000 > at.getTime() &&
  Date.parse(session.usedAt) + IDLE_DAYS * DAY_MS > at.getTime();
