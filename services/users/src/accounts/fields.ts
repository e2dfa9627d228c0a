import { IdempotencyKey, prose } from '@cartless/domain';
import * as z from 'zod/mini';

/** A user id, a user name or an e-mail address, whichever somebody types who logs in. */
export const Identifier = z.string().check(z.trim(), z.minLength(1), z.maxLength(254));

/** A token that we gave out. */
export const Token = z.string().check(z.minLength(1), z.maxLength(512));

export const Locale = z.enum(['en', 'zh-CN']);

/** Why an administrator did something. */
export const Reason = prose(500);

/** The headers of calls that create something. */
export const IdempotencyHeaders = z.object({
  'idempotency-key': z.optional(IdempotencyKey),
});
