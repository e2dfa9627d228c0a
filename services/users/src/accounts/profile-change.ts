import type { Locale } from '@cartless/domain';
import { asked, type User, type UserChange } from './user.ts';
import { moveNames } from './user-names.ts';

type NewEmail = NonNullable<User['newEmail']>;

/** Changes what needs no proof; a phone of `null` takes the number away. */
export function changeProfile(
  before: User,
  { phone, locale }: Readonly<{ phone?: string | null | undefined; locale?: Locale | undefined }>,
  at: Date,
): UserChange {
  const { phone: had, ...rest } = before;
  const keeps = phone === undefined ? had : (phone ?? undefined);
  const state: User = {
    ...rest,
    ...(keeps !== undefined && { phone: keeps }),
    locale: locale ?? before.locale,
  };
  return {
    state,
    facts: [{ type: 'changed', at: at.toISOString() }],
    also: moveNames(before, state, at),
  };
}

/** Notes, beside another change, the address that the user wants; it counts once its link was followed. */
export const wantEmail = (
  { state, facts = [], also = [] }: UserChange,
  newEmail: NewEmail,
  at: Date,
): UserChange => ({
  state: { ...state, newEmail },
  facts: [...facts, asked('verify-new-email', at)],
  also,
});

/** Moves an account to the address that was confirmed; the old one is told. */
export function changeEmail(before: User, { email, typed }: NewEmail, at: Date): UserChange {
  const { newEmail: _, ...rest } = before;
  const state: User = { ...rest, email, typed: { ...before.typed, email: typed } };
  return {
    state,
    facts: [{ type: 'changed', at: at.toISOString() }, asked('email-changed', at, before.typed.email)],
    also: moveNames(before, state, at),
  };
}
