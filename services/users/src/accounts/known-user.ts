import type { UserId } from '@cartless/domain';
import { UserUnknown } from './errors.ts';
import type { User } from './user.ts';
import type { UserStore } from './ports.ts';

/** The account of an id. @throws AppError USER_UNKNOWN when there is none, or none any more */
export async function knownUser(users: Pick<UserStore, 'find'>, userId: UserId): Promise<User> {
  const user = await users.find(userId);
  if (user === undefined) throw UserUnknown();
  return user;
}
