import type { Items } from '@cartless/aggregate';
import { resetKey } from '../users-table.ts';
import { type DecodeUser, readWithUser } from '../accounts/user-reader.ts';
import type { Reset, Resets } from './ports.ts';

/** Permissions to set a new password; each user has at most one, and a newer one replaces it. Accounts use them up. */
export const resetStore = (items: Items, decode: DecodeUser): Resets => ({
  async find(userId) {
    const { item, user } = await readWithUser(items, decode, resetKey(userId), userId);
    return { reset: item as Reset | undefined, user };
  },
});
