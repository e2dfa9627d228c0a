import { type Role, ROLE_NAMES } from '@cartless/domain';
import { UserStateConflict } from '../accounts/errors.ts';
import type { User, UserChange, UserSide } from '../accounts/user.ts';
import { RoleNotYours } from './errors.ts';
import { rolesOf, whileOtherAdmin } from './roles.ts';

/** Who changes the roles: a member of the staff with what they have, or somebody with access to the AWS account. */
export type Appointer = Readonly<{ id: User['id']; roles: readonly Role[] }> | 'operator';
type Appointment = Readonly<{
  roles: readonly Role[];
  by: Appointer;
  at: Date;
  /** Another administrator, for one who stops being one. */
  successor?: User['id'] | undefined;
}>;

/**
 * Sets the roles of an account, on record; undefined when it has just these.
 *
 * @throws AppError ROLE_NOT_YOURS, LAST_ADMIN; USER_STATE_CONFLICT before the address is confirmed, for who reads the mail
 *   there is not known yet
 */
export function setRoles(before: User, { roles, by, at, successor }: Appointment): UserChange | undefined {
  const had = rolesOf(before);
  const has = ROLE_NAMES.filter((role) => roles.includes(role));
  const given = has.filter((role) => !had.includes(role));
  const taken = had.filter((role) => !has.includes(role));
  if (given.length + taken.length === 0) return undefined;
  if (given.length > 0 && before.status === 'pending')
    throw UserStateConflict({ details: { accountStatus: before.status } });
  const moment = at.toISOString();
  const name = by === 'operator' ? by : by.id;
  return {
    state: { ...before, scopes: ['shop', ...has] },
    also: [
      ...conditions(before, { given, taken, by, successor }),
      {
        type: 'record',
        entry: { action: 'set-roles', by: name, reason: null, at: moment, before: had, after: has },
      },
      has.length > 0 ? { type: 'list-staff', at: moment } : { type: 'unlist-staff' },
    ],
  };
}

type Move = Pick<Appointment, 'by' | 'successor'> &
  Readonly<{ given: readonly Role[]; taken: readonly Role[] }>;

/** What must still hold when the roles are written. Of oneself the account's own version is proof. */
function conditions(before: User, { given, taken, by, successor }: Move): readonly UserSide[] {
  if (by === 'operator') return [];
  const isOwn = by.id === before.id;
  const needed = neededFor(given, taken, isOwn ? rolesOf(before) : by.roles);
  if (!isOwn) return [{ type: 'while-held', by: by.id, roles: needed }];
  return taken.includes('admin') ? whileOtherAdmin(before, successor) : [];
}

/**
 * The roles by which somebody may give and take these. Whoever could give what they do not have would give it to an account
 * of their own; what is taken raises nobody.
 */
function neededFor(given: readonly Role[], taken: readonly Role[], held: readonly Role[]): readonly Role[] {
  if (held.includes('admin')) return ['admin'];
  const needed = [...new Set<Role>(['staff', ...given])];
  if (taken.includes('admin') || needed.some((role) => !held.includes(role))) throw RoleNotYours();
  return needed;
}
