import { isError, type UserId } from '@cartless/domain';
import { AccountChanged, UserUnknown } from './errors.ts';
import type { Change, User } from './user.ts';
import type { UserStore } from './ports.ts';

const ATTEMPTS = 5;

/**
 * Reads an account, decides its next state and writes it; again when somebody else wrote meanwhile.
 *
 * @param decide the next state and its facts; undefined leaves the account as it is
 * @throws AppError USER_UNKNOWN
 */
export async function changeUser(
  users: UserStore,
  userId: UserId,
  decide: (user: User) => Change | undefined | Promise<Change | undefined>,
): Promise<User> {
  for (let attempt = 1; ; attempt += 1) {
    const user = await users.find(userId);
    if (user === undefined) throw UserUnknown();
    const change = await decide(user);
    if (change === undefined) return user;
    try {
      await users.save(change);
      return change.user;
    } catch (error) {
      if (!isError(AccountChanged, error) || attempt === ATTEMPTS) throw error;
    }
  }
}
