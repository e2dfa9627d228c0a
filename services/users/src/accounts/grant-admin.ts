import type { UserId } from '@cartless/domain';
import type { Clock, Users } from './ports.ts';
import type { User } from './user.ts';
import { grantAdmin as granted } from './user-change.ts';

/** Makes an account an administrator's, on record. It shows in its access tokens from the next log-in or renewal on. */
export const grantAdmin =
  ({ users, now }: Readonly<{ users: Pick<Users, 'change'>; now: Clock }>) =>
  (userId: UserId): Promise<User> => {
    const by = { by: 'operator', reason: null, at: now().toISOString() };
    return users.change(userId, (user) => granted(user, by));
  };
