import type { UserId } from '@cartless/domain';
import { grantScope, type User } from '../domain/user.ts';
import { changeUser } from './change-user.ts';
import type { UserStore } from './ports.ts';

/** Makes an account an administrator's. It shows in its access tokens from the next log-in or renewal on. */
export const grantAdmin =
  ({ users }: Readonly<{ users: UserStore }>) =>
  (userId: UserId): Promise<User> =>
    changeUser(users, userId, (user) =>
      user.scopes.includes('admin') ? undefined : grantScope(user, 'admin'),
    );
