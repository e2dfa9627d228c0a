import { aggregateReader, type Items, readable } from '@cartless/aggregate';
import type { UserId } from '@cartless/domain';
import { UserUnknown } from '../accounts/errors.ts';
import { addressBookKey } from '../users-table.ts';
import { type AddressBook, emptyBook } from './address-book.ts';

/** What an address book is to whoever only reads it. */
export const addressBookReadable = readable<AddressBook>({
  name: 'address book',
  key: addressBookKey,
  idOf: ({ userId }) => userId,
  version: 'version',
  fromItem: ({ userId, addresses, removed }) => ({
    userId: userId as UserId,
    addresses: addresses as AddressBook['addresses'],
    ...(removed !== undefined && { removed: removed as NonNullable<AddressBook['removed']> }),
  }),
  notFound: UserUnknown,
});

/** Reads an address book; without an item it is empty. */
export const readAddressBook =
  (items: Items) =>
  async (userId: UserId): Promise<AddressBook> =>
    (await aggregateReader(addressBookReadable, items).find(userId)) ?? emptyBook(userId);
