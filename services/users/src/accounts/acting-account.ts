import type { UserId } from '@cartless/domain';
import { NotActivated } from '../sessions/errors.ts';
import { AccountSuspended, UserUnknown } from './errors.ts';
import type { Users } from './ports.ts';
import type { ActiveUser } from './user.ts';

/**
 * The account for which somebody acts, as it is now: their token may be older than a suspension or erasure.
 *
 * @throws AppError ACCOUNT_SUSPENDED, NOT_ACTIVATED, USER_UNKNOWN
 */
export async function actingAccount(users: Pick<Users, 'find'>, userId: UserId): Promise<ActiveUser> {
  const user = await users.find(userId);
  if (user === undefined) throw UserUnknown();
  if (user.status === 'suspended') throw AccountSuspended();
  if (user.status === 'pending') throw NotActivated();
  return user;
}
