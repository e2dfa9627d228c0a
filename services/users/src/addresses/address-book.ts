import type { Change } from '@cartless/aggregate';
import { type Address, type AddressId, datedAt, type UserId } from '@cartless/domain';
import { AddressBookFull, AddressUnknown } from './errors.ts';

export const MAX_ADDRESSES = 20;
/** How long a request may be repeated under its key, in milliseconds, as for every route. */
const REPEATED_MS = 86_400_000;
/** So many ids of removed addresses are known at most; the item stays small whatever somebody does all day. */
const MAX_REMOVED = 100;

export type AddressEntry = Readonly<{ addressId: AddressId; isDefault: boolean; address: Address }>;
/** An entry as it is kept, with the digest of the request that added it under a key; releases before kept none. */
type KeptEntry = AddressEntry & Readonly<{ requestHash?: string }>;
type Entries = readonly KeptEntry[];
export type AddressBook = Readonly<{
  userId: UserId;
  version: number;
  addresses: Entries;
  /** What was removed within a day after it was added: a request to add it that comes late must not bring it back. */
  removed?: readonly AddressId[];
}>;
export type AddressBookFact = Readonly<{ type: 'changed'; at: string }>;
export type AddressBookSide = Readonly<{ type: 'only-for-an-account' }>;
export type AddressBookChange = Change<AddressBook, AddressBookFact, AddressBookSide>;

export const emptyBook = (userId: UserId): AddressBook => ({ userId, version: 0, addresses: [] });

/** Puts other addresses into a book; undefined when they are those that it has. */
export function withAddresses(
  book: AddressBook,
  addresses: Entries,
  at: Date,
): AddressBookChange | undefined {
  if (addresses === book.addresses) return undefined;
  const gone = book.addresses.filter((one) =>
    addresses.every(({ addressId }) => addressId !== one.addressId),
  );
  const removed = [...(book.removed ?? []), ...gone.map(({ addressId }) => addressId)]
    .filter((id) => (datedAt(id) ?? 0) > at.getTime() - REPEATED_MS)
    .slice(-MAX_REMOVED);
  const { removed: _, ...kept } = book;
  return {
    state: { ...kept, addresses, ...(removed.length > 0 && { removed }) },
    facts: [{ type: 'changed', at: at.toISOString() }],
  };
}

/** Adds an address. The first one becomes the default whatever was asked. @throws AppError ADDRESS_BOOK_FULL */
export function addAddress(entries: Entries, entry: KeptEntry): Entries {
  if (entries.length >= MAX_ADDRESSES) throw AddressBookFull({ details: { limit: MAX_ADDRESSES } });
  return withOneDefault([...entries, entry], entry.isDefault ? entry.addressId : undefined);
}

/** Replaces an address. The default stays one when asked not to be: another has to be made it. @throws AppError ADDRESS_UNKNOWN */
export function replaceAddress(entries: Entries, entry: AddressEntry): Entries {
  const before = knownAddress(entries, entry.addressId);
  const next = { ...before, ...entry, isDefault: before.isDefault || entry.isDefault };
  return withOneDefault(
    entries.map((one) => (one.addressId === entry.addressId ? next : one)),
    entry.isDefault ? entry.addressId : undefined,
  );
}

/** Removes an address; when it was the default, the oldest of the rest takes its place. @throws AppError ADDRESS_UNKNOWN */
export function removeAddress(entries: Entries, addressId: AddressId): Entries {
  knownAddress(entries, addressId);
  return withOneDefault(
    entries.filter((one) => one.addressId !== addressId),
    undefined,
  );
}

/** @throws AppError ADDRESS_UNKNOWN */
export function knownAddress(entries: Entries, addressId: AddressId): KeptEntry {
  const entry = entries.find((one) => one.addressId === addressId);
  if (entry === undefined) throw AddressUnknown();
  return entry;
}

function withOneDefault(entries: Entries, wanted: AddressId | undefined): Entries {
  const chosen = wanted ?? entries.find(({ isDefault }) => isDefault)?.addressId ?? entries[0]?.addressId;
  return entries.map((one) => ({ ...one, isDefault: one.addressId === chosen }));
}
