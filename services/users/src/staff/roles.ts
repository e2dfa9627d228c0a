import { type Role, ROLE_NAMES } from '@cartless/domain';
import type { User, UserSide } from '../accounts/user.ts';
import { LastAdmin } from './errors.ts';

/** What an account was given beyond shopping, in one order. */
export const rolesOf = ({ scopes }: Pick<User, 'scopes'>): readonly Role[] =>
  ROLE_NAMES.filter((role) => scopes.includes(role));

/** Whether an account is an administrator's who can act: one that is suspended does not count. */
export const isActingAdmin = (user: User): boolean =>
  user.status === 'active' && user.scopes.includes('admin');

/**
 * What must hold when an administrator goes: somebody else is one, in the moment of the write. Two who remove each other at
 * once each need the other, so one of them is refused.
 *
 * @param successor somebody who was an administrator a moment ago
 * @throws AppError LAST_ADMIN
 */
export function whileOtherAdmin(user: User, successor: User['id'] | undefined): readonly UserSide[] {
  if (!isActingAdmin(user)) return [];
  if (successor === undefined) throw LastAdmin();
  return [{ type: 'while-held', by: successor, roles: ['admin'] }];
}

/** What must hold when something is done to an account that is an administrator's: it is done by an administrator. */
export const whileByAdmin = ({ scopes }: User, by: User['id']): readonly UserSide[] =>
  scopes.includes('admin') ? [{ type: 'while-held', by, roles: ['admin'] }] : [];
