import type { Locale } from '@cartless/domain';
import { asked, type User, type UserChange } from './user.ts';
import { moveNames } from './user-names.ts';

/** What is to be different; a phone of `null` takes the number away. */
type ProfileChanges = Readonly<{
  phone?: string | null | undefined;
  locale?: Locale | undefined;
  weeklyReport?: boolean | undefined;
}>;
type NewEmail = NonNullable<User['newEmail']>;

/** Changes what needs no proof. */
export function changeProfile(
  before: User,
  { phone, locale, weeklyReport }: ProfileChanges,
  at: Date,
): UserChange {
  const { phone: had, ...rest } = before;
  const keeps = phone === undefined ? had : (phone ?? undefined);
  const state: User = {
    ...rest,
    ...(keeps !== undefined && { phone: keeps }),
    locale: locale ?? before.locale,
    ...(weeklyReport !== undefined && { weeklyReport }),
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
