import { aggregate, aggregateStore, type Items, tells } from '@cartless/aggregate';
import { AddressBookChanged, toAddressSnapshot } from '@cartless/domain';
import { UserUnknown } from '../accounts/errors.ts';
import { userKey } from '../users-table.ts';
import { type AddressBook, type AddressBookFact, type AddressBookSide, emptyBook } from './address-book.ts';
import { addressBookReadable, readAddressBook } from './address-book-reader.ts';
import type { AddressBooks } from './ports.ts';

/** A user's addresses are one item: they are few, read together, and change one at a time. */
export const addressBookDeclaration = aggregate<AddressBook, AddressBookFact, AddressBookSide>({
  ...addressBookReadable,
  toItem: (book) => book,
  facts: {
    changed: tells(AddressBookChanged, (_, { userId, addresses }) => ({
      userId,
      addresses: addresses.map(({ addressId, isDefault, address }) => ({
        addressId,
        isDefault,
        address: toAddressSnapshot(address),
      })),
    })),
  },
  sides: {
    'only-for-an-account': (_, { userId }) => ({
      check: userKey(userId),
      when: [{ status: 'pending' }, { status: 'active' }, { status: 'suspended' }],
    }),
  },
  personal: { addresses: () => [] },
  onRefusal() {
    throw UserUnknown();
  },
});

/** Address books in the users table. Without an item a book is empty; with its first address it begins. */
export function addressBookStore(items: Items): AddressBooks {
  const store = aggregateStore(addressBookDeclaration, items);
  return {
    find: readAddressBook(items),
    async change(userId, rule) {
      const known = await store.find(userId);
      if (known !== undefined) return store.change(userId, rule, { known });
      const first = rule(emptyBook(userId));
      if (first === undefined) return emptyBook(userId);
      const { state, created } = await store.create(() => ({
        ...first,
        // So that nothing is kept for somebody whose account is erased at this moment.
        also: [{ type: 'only-for-an-account' }],
      }));
      return created ? state : store.change(userId, rule, { known: state });
    },
  };
}
