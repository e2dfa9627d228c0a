import { isError } from '@cartless/domain';
import { AccountChanged } from '../accounts/errors.ts';
import type { User } from '../accounts/user.ts';
import type { Passwords, UserStore } from '../accounts/ports.ts';

/** Keeps the same password under today's parameters. If the account changes meanwhile, the next log-in does it. */
export const rehashPassword =
  ({ users, passwords }: Readonly<{ users: UserStore; passwords: Passwords }>) =>
  async (user: User, password: string): Promise<void> => {
    const passwordHash = await passwords.hash(password);
    try {
      await users.save({ user: { ...user, passwordHash, version: user.version + 1 }, outbox: [] });
    } catch (error) {
      if (!isError(AccountChanged, error)) throw error;
    }
  };
