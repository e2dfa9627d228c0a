import { aggregateReader, type Item, type Items, readable, type Reader } from '@cartless/aggregate';
import type { UserId } from '@cartless/domain';
import { userKey } from '../users-table.ts';
import { UserUnknown } from './errors.ts';
import type { UserReader } from './ports.ts';
import type { ErasedUser, User } from './user.ts';

/** An account as it is stored. */
export type Stored = User | ErasedUser;
export type DecodeUser = (item: Item | undefined) => User | undefined;

/** What an account is to whoever only reads it. */
export const userReadable = readable<Stored>({
  name: 'user',
  key: userKey,
  idOf: ({ id }) => id,
  version: 'version',
  fromItem(item) {
    const { isActive: _, ...user } = item;
    return user as Stored;
  },
  notFound: UserUnknown,
});

const living = (user: Stored | undefined): User | undefined => (user?.status === 'erased' ? undefined : user);

/** @throws AppError USER_UNKNOWN */
export function known(user: Stored | undefined): User {
  const found = living(user);
  if (found === undefined) throw UserUnknown();
  return found;
}

/** Accounts as their readers see them; `decode` is for items that were read together with others. */
export const livingUsers = (
  reader: Pick<Reader<Stored>, 'find' | 'decode'>,
): UserReader & Readonly<{ decode: DecodeUser }> => ({
  find: async (id) => living(await reader.find(id)),
  read: async (id) => known(await reader.find(id)),
  decode: (item) => item && living(reader.decode(item)),
});

/** Reads accounts from the users table. */
export const userReader = (items: Items) => livingUsers(aggregateReader(userReadable, items));

type IdKey = Readonly<{ id: string }>;

/** Reads something that belongs to an account together with the account. */
export async function readWithUser(items: Items, decode: DecodeUser, key: IdKey, userId: UserId) {
  const found = await items.getMany([key, userKey(userId)], { consistent: true });
  const named = (id: string) => found.find((item) => item['id'] === id);
  return { item: named(key.id), user: decode(named(userId)) };
}
