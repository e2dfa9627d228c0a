import { createHash } from 'node:crypto';
import type { UserId } from '@cartless/domain';

/** Every item's `id`: users carry their own, the rest say what they are before the `#`. */
export const usernameClaim = (username: string): string => `username#${username}`;
export const emailClaim = (email: string): string => `email#${email}`;
export const phoneClaim = (phone: string): string => `phone#${phone}`;
export const linkKey = (userId: UserId): string => `link#${userId}`;
export const resetKey = (userId: UserId): string => `reset#${userId}`;
export const sessionKey = (sessionId: string): string => `session#${sessionId}`;
export const addressBookKey = (userId: UserId): string => `addresses#${userId}`;
export const mailKey = (eventId: string): string => `mail#${eventId}`;
export const undeliverableKey = (email: string): string => `undeliverable#${email}`;
export const auditKey = (userId: UserId, version: number): string => `audit#${userId}#${version}`;

/** Counters name what they count by digest: a typed name may be anything, a password in the wrong field too. */
export const counterKey = (what: string, of: string): string =>
  `count#${what}#${createHash('sha256').update(of).digest('base64url')}`;
