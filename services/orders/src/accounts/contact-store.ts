import { ABSENT, type Items, queryAll } from '@cartless/aggregate';
import { type AddressBookChanged, fromAddressSnapshot } from '@cartless/domain';
import { addressBookKey, contactKey, LIMITS, TALLIES } from '../orders-table.ts';
import type { Contact, FindContact } from './contact.ts';

type Entries = AddressBookChanged['data']['addresses'];

export const findContact =
  (items: Items): FindContact =>
  async (userId) => {
    // Consistent, because a mail that finds nothing relies on it when it begins to wait.
    const item = await items.get(contactKey(userId), { consistent: true });
    if (item?.['em'] === undefined) return item === undefined ? undefined : 'erased';
    const { em, lo, un } = item as { em: string; lo: Contact['locale']; un: string };
    return { email: em, locale: lo, username: un };
  };

/** What events tell of accounts is kept unless a later event was seen already. */
const laterThan = (sequence: number) => [{ pk: ABSENT }, { v: { lt: sequence } }];

/** Keeps the contact data of an account. */
export const keepContact =
  (items: Items) =>
  async (userId: string, { email, locale, username }: Contact, sequence: number): Promise<void> => {
    const put = { ...contactKey(userId), em: email, lo: locale, un: username, v: sequence };
    await items.write([{ put, when: laterThan(sequence) }]);
  };

/** Keeps a shopper's addresses, unless the account is gone. */
export const keepAddresses =
  (items: Items) =>
  async (userId: string, entries: Entries, sequence: number): Promise<void> => {
    const book = Object.fromEntries(
      entries.map(({ addressId, address }) => [addressId, fromAddressSnapshot(address)]),
    );
    const put = { ...addressBookKey(userId), ab: book, v: sequence };
    await items.write([{ put, when: [{ pk: ABSENT }, { gone: ABSENT, v: { lt: sequence } }] }]);
  };

/**
 * Forgets an account for good: contact data, addresses, what it took of limited products, and what the staff decided about
 * its limits. What is left says only that it is gone, so that changes that
 * arrive late find it.
 */
export const forgetAccount =
  (items: Items) =>
  async (userId: string, sequence: number): Promise<void> => {
    await items.write([{ put: { ...contactKey(userId), v: sequence }, when: laterThan(sequence) }]);
    await items.write([{ put: { ...addressBookKey(userId), gone: true } }]);
    for (const beginsWith of [TALLIES, LIMITS]) {
      const own = { hash: contactKey(userId).pk, range: { beginsWith }, consistent: true };
      for await (const { pk, sk } of queryAll(items, own)) {
        await items.write([{ delete: { pk: pk as string, sk: sk as string } }]);
      }
    }
  };
