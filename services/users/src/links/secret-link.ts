import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { UserId } from '@cartless/domain';
import * as z from 'zod/mini';

const SECRET_BYTES = 32;
/** The form of a secret, and of a random id of 128 bits. */
export const Secret = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
export const RandomId = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/));
const LinkToken = z.tuple([UserId, Secret]);

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
  const { data } = z.safeParse(LinkToken, token.split('.'));
  return data && { userId: data[0], digest: secretHash(data[1]) };
}
