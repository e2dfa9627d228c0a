import * as z from 'zod/mini';
import { comparableEmail, comparableUsername } from './identifiers.ts';

/** Letters, digits, dot and underscore, beginning with a letter; 3 to 32 of them. Full-width letters become plain. */
export const Username = z.pipe(
  z.string().check(z.normalize('NFKC'), z.trim(), z.regex(/^[A-Za-z][A-Za-z0-9._]{2,31}$/)),
  z.transform((typed: string) => ({ typed, compared: comparableUsername(typed) })),
);

/** An address that mail can reach, as typed and in the form in which addresses are compared. */
export const Email = z.pipe(
  z.string().check(z.normalize('NFKC'), z.trim(), z.maxLength(254), (context) => {
    if (comparableEmail(context.value) !== undefined) return;
    context.issues.push({ code: 'invalid_format', format: 'email', input: context.value });
  }),
  z.transform((typed: string) => ({ typed, compared: comparableEmail(typed) ?? typed })),
);

/** A new password; what makes it weak is the domain's to say. */
export const NewPassword = z.string().check(z.minLength(8), z.maxLength(256));

/** A password that is to be compared: whatever was typed, within what can reasonably be hashed. */
export const TypedPassword = z.string().check(z.minLength(1), z.maxLength(256));

export const Phone = z.string().check(z.trim(), z.regex(/^\+[1-9]\d{6,14}$/));

/** A token that we gave out. */
export const Token = z.string().check(z.minLength(1), z.maxLength(512));

export const Locale = z.enum(['en', 'zh-CN']);

/** Why an administrator did something. */
export const Reason = z.string().check(z.trim(), z.minLength(1), z.maxLength(500));

/** The headers of calls that create something. */
export const IdempotencyHeaders = z.object({
  'idempotency-key': z.optional(z.string().check(z.regex(/^[\x21-\x7e]{8,128}$/))),
});
