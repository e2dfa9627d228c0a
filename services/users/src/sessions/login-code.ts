import { randomInt } from 'node:crypto';
import { sameHash, secretHash } from '../links/secret-link.ts';
import type { LoginCode } from './ports.ts';

/** How long a code is good for. */
export const CODE_MINUTES = 15;
const DIGITS = 8;

/** A code of eight digits, as somebody types it from a mail. */
export const newCode = (): string => String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');

/**
 * Whether what was typed is the code of an account, still good. It is of the epoch in which it was mailed: with a new password,
 * or once everybody was logged out, it is worth nothing.
 */
export const isCode = (
  code: LoginCode | undefined,
  typed: string,
  user: Readonly<{ sessionEpoch: number }>,
  at: Date,
): code is LoginCode =>
  code !== undefined &&
  sameHash(code.digest, secretHash(typed)) &&
  code.epoch === user.sessionEpoch &&
  code.validUntil * 1000 > at.getTime();
