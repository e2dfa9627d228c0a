import type { UserId } from '@cartless/domain';
import { grantScope, type User } from './user.ts';
import { knownUser } from './known-user.ts';
import type { Clock, UserStore } from './ports.ts';

/** Makes an account an administrator's, on record. It shows in its access tokens from the next log-in or renewal on. */
export const grantAdmin =
  ({ users, now }: Readonly<{ users: UserStore; now: Clock }>) =>
  async (userId: UserId): Promise<User> => {
    const user = await knownUser(users, userId);
    if (user.scopes.includes('admin')) return user;
    const change = grantScope(user, 'admin');
    await users.saveAudited(change, {
      action: 'grant-admin',
      by: 'operator',
      reason: null,
      at: now().toISOString(),
    });
    return change.user;
  };
