import type { UserId } from '@cartless/domain';
import type { AddressBook, AddressBookChange } from './address-book.ts';

export type AddressBooks = Readonly<{
  find(userId: UserId): Promise<AddressBook>;
  /**
   * Changes an address book by a rule, which is asked again when others were faster.
   * @throws AppError USER_UNKNOWN when the account was erased meanwhile; what the rule throws
   */
  change(userId: UserId, rule: (book: AddressBook) => AddressBookChange | undefined): Promise<AddressBook>;
}>;
