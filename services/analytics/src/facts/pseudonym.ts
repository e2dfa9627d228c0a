import { createHash } from 'node:crypto';

/**
 * What stands for a person in everything that this service keeps. User ids hold 100 random bits, so a plain digest of
 * one cannot be turned back, and when the users service has erased an account nothing leads from here to anybody.
 */
export const pseudonymOf = (userId: string): string =>
  createHash('sha256').update(`cartless.analytics:${userId}`).digest('base64url').slice(0, 16);
