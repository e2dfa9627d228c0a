import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Address, type AddressId, idFrom, isError, newId, type UserId } from '@cartless/domain';
import { addAddress, knownAddress, removeAddress, replaceAddress } from './address-book.ts';
import { AccountChanged, IdempotencyKeyReused } from '../accounts/errors.ts';
import { knownUser } from '../accounts/known-user.ts';
import type { AddressBook, AddressBookStore, AddressEntry, Clock, UserStore } from '../accounts/ports.ts';

type Ports = Readonly<{ books: AddressBookStore; users: Pick<UserStore, 'find'>; now: Clock }>;
type NewAddress = Readonly<{ address: Address; isDefault: boolean; idempotencyKey?: string | undefined }>;
type Entries = AddressBook['addresses'];

const ATTEMPTS = 5;

/** What users do with their addresses. */
export const addressBook = ({ books, users, now }: Ports) => {
  /** Reads the book, decides its next state and writes it; again when another device wrote meanwhile. */
  async function change(userId: UserId, decide: (entries: Entries) => Entries): Promise<Entries> {
    await knownUser(users, userId);
    for (let attempt = 1; ; attempt += 1) {
      const book = await books.find(userId);
      const addresses = decide(book.addresses);
      if (addresses === book.addresses) return addresses;
      try {
        await books.save({ userId, version: book.version + 1, addresses }, now());
        return addresses;
      } catch (error) {
        if (!isError(AccountChanged, error) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  return {
    list: async (userId: UserId): Promise<Entries> => (await books.find(userId)).addresses,

    /** @throws AppError ADDRESS_BOOK_FULL, IDEMPOTENCY_KEY_REUSED */
    async add(userId: UserId, { address, isDefault, idempotencyKey }: NewAddress) {
      const addressId = idempotencyKey === undefined ? newId('address') : keyedId(userId, idempotencyKey);
      let replayed = false;
      const entries = await change(userId, (before) => {
        const known = before.find((entry) => entry.addressId === addressId);
        replayed = known !== undefined;
        if (known === undefined) return addAddress(before, { addressId, isDefault, address });
        if (!isDeepStrictEqual(known.address, address)) throw IdempotencyKeyReused();
        return before;
      });
      return { entry: knownAddress(entries, addressId), replayed };
    },

    /** @throws AppError ADDRESS_UNKNOWN */
    async replace(userId: UserId, entry: AddressEntry): Promise<AddressEntry> {
      const entries = await change(userId, (before) => replaceAddress(before, entry));
      return knownAddress(entries, entry.addressId);
    },

    /** @throws AppError ADDRESS_UNKNOWN */
    async remove(userId: UserId, addressId: AddressId): Promise<void> {
      await change(userId, (before) => removeAddress(before, addressId));
    },
  };
};

const keyedId = (userId: UserId, key: string): AddressId =>
  idFrom('address', createHash('sha256').update(`${userId} ${key}`).digest());
