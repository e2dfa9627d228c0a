import type { Address, AddressId } from '@cartless/domain';
import { AddressBookFull, AddressUnknown } from './errors.ts';

export const MAX_ADDRESSES = 20;

type Entry = Readonly<{ addressId: AddressId; isDefault: boolean; address: Address }>;
type Entries = readonly Entry[];

/** Adds an address. The first one becomes the default whatever was asked. @throws AppError ADDRESS_BOOK_FULL */
export function addAddress(entries: Entries, entry: Entry): Entries {
  if (entries.length >= MAX_ADDRESSES) throw AddressBookFull({ details: { limit: MAX_ADDRESSES } });
  return withOneDefault([...entries, entry], entry.isDefault ? entry.addressId : undefined);
}

/** Replaces an address. The default stays one when asked not to be: another has to be made it. @throws AppError ADDRESS_UNKNOWN */
export function replaceAddress(entries: Entries, entry: Entry): Entries {
  const before = knownAddress(entries, entry.addressId);
  const next = { ...entry, isDefault: before.isDefault || entry.isDefault };
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
export function knownAddress(entries: Entries, addressId: AddressId): Entry {
  const entry = entries.find((one) => one.addressId === addressId);
  if (entry === undefined) throw AddressUnknown();
  return entry;
}

function withOneDefault(entries: Entries, wanted: AddressId | undefined): Entries {
  const chosen = wanted ?? entries.find(({ isDefault }) => isDefault)?.addressId ?? entries[0]?.addressId;
  return entries.map((one) => ({ ...one, isDefault: one.addressId === chosen }));
}
