import { createHash } from 'node:crypto';
import { requestHash } from '@cartless/aggregate';
import { type Address, type AddressId, datedAt, datedId, idFrom, type UserId } from '@cartless/domain';
import { IdempotencyKeyReused } from '../accounts/errors.ts';
import { actingAccount } from '../accounts/acting-account.ts';
import type { Clock, Users } from '../accounts/ports.ts';
import {
  addAddress,
  type AddressBook,
  type AddressEntry,
  knownAddress,
  removeAddress,
  replaceAddress,
  withAddresses,
} from './address-book.ts';
import type { AddressBooks } from './ports.ts';

type Ports = Readonly<{ books: AddressBooks; users: Pick<Users, 'find'>; now: Clock }>;
type NewAddress = Readonly<{ address: Address; isDefault: boolean; idempotencyKey?: string | undefined }>;
type Entries = AddressBook['addresses'];

/** What users do with their addresses. */
export const addressBook = ({ books, users, now }: Ports) => {
  async function change(userId: UserId, decide: (book: AddressBook) => Entries): Promise<Entries> {
    await actingAccount(users, userId);
    const at = now();
    const book = await books.change(userId, (before) => withAddresses(before, decide(before), at));
    return book.addresses;
  }

  return {
    /** @throws AppError ADDRESS_BOOK_FULL, IDEMPOTENCY_KEY_REUSED */
    async add(userId: UserId, { address, isDefault, idempotencyKey }: NewAddress) {
      const key = idempotencyKey === undefined ? undefined : keyDigest(userId, idempotencyKey);
      const asked = key && requestHash({ address, isDefault });
      let addressId = datedId('address', now(), key);
      let replayed = false;
      const entries = await change(userId, ({ addresses, removed = [] }) => {
        if (key && removed.some((id) => isMadeFrom(id, key))) throw IdempotencyKeyReused();
        const known = key && addresses.find((entry) => isMadeFrom(entry.addressId, key));
        replayed = known !== undefined;
        if (known === undefined)
          return addAddress(addresses, {
            addressId,
            isDefault,
            address,
            ...(asked && { requestHash: asked }),
          });
        // One that a release before added is compared as it is now.
        const isSame =
          known.requestHash === undefined ? sameAddress(known.address, address) : known.requestHash === asked;
        if (!isSame) throw IdempotencyKeyReused();
        addressId = known.addressId;
        return addresses;
      });
      return { entry: knownAddress(entries, addressId), replayed };
    },

    /** @throws AppError ADDRESS_UNKNOWN */
    async replace(userId: UserId, entry: AddressEntry): Promise<AddressEntry> {
      const entries = await change(userId, ({ addresses }) => replaceAddress(addresses, entry));
      return knownAddress(entries, entry.addressId);
    },

    /** @throws AppError ADDRESS_UNKNOWN */
    async remove(userId: UserId, addressId: AddressId): Promise<void> {
      await change(userId, ({ addresses }) => removeAddress(addresses, addressId));
    },
  };
};

/** Addresses are flat, and a database keeps no order of members. */
function sameAddress(a: Address, b: Address): boolean {
  const known = new Map(Object.entries(b));
  return (
    Object.keys(a).length === known.size && Object.entries(a).every(([k, text]) => known.get(k) === text)
  );
}

const keyDigest = (userId: UserId, key: string): Uint8Array =>
  createHash('sha256').update(`${userId} ${key}`).digest();

/** Whether an id comes from the digest of a key; those of earlier releases bear no date. */
function isMadeFrom(addressId: AddressId, digest: Uint8Array): boolean {
  const at = datedAt(addressId);
  return (
    addressId === (at === undefined ? idFrom('address', digest) : datedId('address', new Date(at), digest))
  );
}
