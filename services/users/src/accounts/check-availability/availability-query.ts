import { NewEmail, Phone, Username } from '@cartless/domain';
import * as z from 'zod/mini';

const KINDS = ['username', 'email', 'phone'] as const;

/** Exactly one of the three names that are unique. */
export const AvailabilityQuery = z
  .strictObject({ username: z.optional(Username), email: z.optional(NewEmail), phone: z.optional(Phone) })
  .check(({ value, issues }) => {
    const [first = 'username', ...more] = KINDS.filter((kind) => value[kind] !== undefined);
    if (value[first] === undefined) {
      issues.push({ code: 'invalid_type', expected: 'string', path: [first], input: undefined });
    }
    if (more.length > 0) issues.push({ code: 'unrecognized_keys', keys: more, input: value });
  });

/** Which name is asked about, in the form in which it is compared. */
export function askedName({ username, email, phone }: z.infer<typeof AvailabilityQuery>) {
  if (username !== undefined) return { kind: 'username' as const, name: username.compared };
  if (email !== undefined) return { kind: 'email' as const, name: email.compared };
  return { kind: 'phone' as const, name: phone ?? '' };
}
