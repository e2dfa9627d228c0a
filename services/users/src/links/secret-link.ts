import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { UserId } from '@cartless/domain';
import * as z from 'zod/mini';

const SECRET_BYTES = 32;
const LINK_TOKEN = /^(usr_[0-9a-z_-]{1,40})\.([A-Za-z0-9_-]{43})$/;

/** What is stored of a secret: enough to recognise it, nothing to use. */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** 256 random bits in a form that survives links and forms. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** Compares two digests in a time that does not tell where they differ. */
export function sameHash(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}

/** The token in a mailed link: whose it is, and the secret. Naming the account makes an older link lose to a newer. */
export const linkToken = (userId: UserId, secret: string): string => `${userId}.${secret}`;

/** @returns undefined for a text that is no token of ours */
export function readLinkToken(token: string): { userId: UserId; digest: string } | undefined {
  const match = LINK_TOKEN.exec(token);
  const userId = z.safeParse(UserId, match?.[1]);
  const secret = match?.[2];
  return userId.success && secret !== undefined
    ? { userId: userId.data, digest: secretHash(secret) }
    : undefined;
}
