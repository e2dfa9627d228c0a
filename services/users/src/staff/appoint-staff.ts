import type { Role, UserId } from '@cartless/domain';
import type { Clock, Users } from '../accounts/ports.ts';
import type { User } from '../accounts/user.ts';
import { RoleNotYours } from './errors.ts';
import type { Staff } from './ports.ts';
import { setRoles } from './role-change.ts';
import { rolesOf } from './roles.ts';
import { successorsOf } from './successors.ts';

type Ports = Readonly<{ users: Pick<Users, 'find' | 'change'>; staff: Staff; now: Clock }>;
type Command = Readonly<{ userId: UserId; roles: readonly Role[]; by: UserId }>;

/**
 * Sets the roles of an account. What the caller may do is read from their account, not from their token, which may be a
 * quarter of an hour old.
 *
 * @throws AppError USER_UNKNOWN, USER_STATE_CONFLICT, ROLE_NOT_YOURS, LAST_ADMIN
 */
export const appointStaff =
  ({ users, staff, now }: Ports) =>
  async ({ userId, roles, by }: Command): Promise<User> => {
    const caller = await users.find(by);
    if (caller?.status !== 'active') throw RoleNotYours();
    const appointer = { id: by, roles: rolesOf(caller) };
    if (userId !== by)
      return users.change(userId, (user) => setRoles(user, { roles, by: appointer, at: now() }));
    const { next, onRefusal } = await successorsOf(staff, by);
    return users.change(
      userId,
      (user) => setRoles(user, { roles, by: appointer, at: now(), successor: next() }),
      { known: caller, onRefusal },
    );
  };

/** Gives roles to an account for somebody with access to the AWS account: this is how the first administrator comes about. */
export const grantRoles =
  ({ users, now }: Pick<Ports, 'now'> & Readonly<{ users: Pick<Users, 'change'> }>) =>
  (userId: UserId, roles: readonly Role[]): Promise<User> =>
    users.change(userId, (user) =>
      setRoles(user, { roles: [...rolesOf(user), ...roles], by: 'operator', at: now() }),
    );
