import type { Items } from '@cartless/aggregate';
import { linkKey } from '../users-table.ts';
import { type DecodeUser, readWithUser } from '../accounts/user-reader.ts';
import type { Link, Links } from './ports.ts';

/** The links by which addresses are confirmed; each user has at most one, and a newer one replaces it. Accounts use them up. */
export const linkStore = (items: Items, decode: DecodeUser): Links => ({
  async find(userId) {
    const { item, user } = await readWithUser(items, decode, linkKey(userId), userId);
    return { link: item as Link | undefined, user };
  },
});
