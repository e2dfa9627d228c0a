import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { datedAt, idFrom } from '@cartless/domain';
import { memoryUsers, PASSWORD, SOURCE_IP } from '../../test/memory-users.ts';
import { deleteAccount } from '../accounts/delete-account.ts';
import { addressBookKey } from '../users-table.ts';
import { MAX_ADDRESSES, withAddresses } from './address-book.ts';
import { addressBook } from './keep-addresses.ts';

const home = {
  recipient: '-',
  phone: '+8613800138000',
  line1: '1 Century Avenue',
  city: 'Shanghai',
  region: 'Shanghai',
  postalCode: '200120',
  country: 'CN' as const,
};
const entry = { address: home, isDefault: false };

describe('an address book', () => {
  it('begins with an address, which is the default, and tells the whole of it', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    const book = addressBook(world.ports);
    const first = await book.add(id, entry);
    const second = await book.add(id, { ...entry, isDefault: true });
    expect((await world.ports.books.find(id)).addresses.map(({ isDefault }) => isDefault)).toEqual([
      false,
      true,
    ]);
    await book.replace(id, { ...second.entry, address: { ...home, line1: 'Work' } });
    await book.remove(id, second.entry.addressId);
    expect((await world.ports.books.find(id)).addresses).toEqual([{ ...first.entry, isDefault: true }]);
    expect(world.events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    expect(world.events.at(-1)?.data).toEqual({
      userId: id,
      addresses: [{ ...first.entry, isDefault: true }],
    });
  });

  it('takes the addresses of several devices at once', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    const book = addressBook(world.ports);
    await Promise.all([book.add(id, entry), book.add(id, entry), book.add(id, entry)]);
    expect((await world.ports.books.find(id)).addresses).toHaveLength(3);
    expect((await world.ports.books.find(id)).addresses.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });

  it('takes the same request once, and refuses its key for another', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    const book = addressBook(world.ports);
    const keyed = { ...entry, idempotencyKey: 'key-12345' };
    expect(await book.add(id, keyed)).toMatchObject({ replayed: false });
    expect(await book.add(id, keyed)).toMatchObject({ replayed: true });
    expect(world.told()).toEqual(['address-book-changed']);
    const other = { ...keyed, address: { ...home, line1: 'Work' } };
    await expect(book.add(id, other)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('knows a request that comes late by what it asked for then, whatever the address has become', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    const book = addressBook(world.ports);
    const keyed = { ...entry, idempotencyKey: 'key-12345' };
    const { entry: added } = await book.add(id, keyed);
    const changed = { ...added, address: { ...home, line1: 'Work' } };
    await book.replace(id, changed);
    expect(await book.add(id, keyed)).toMatchObject({ entry: changed, replayed: true });
    const other = { ...keyed, address: changed.address };
    await expect(book.add(id, other)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('does not bring back what was removed since, by a request that comes late', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    const book = addressBook(world.ports);
    const keyed = { ...entry, idempotencyKey: 'key-12345' };
    const { entry: added } = await book.add(id, keyed);
    await book.remove(id, added.addressId);
    await expect(book.add(id, keyed)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect((await world.ports.books.find(id)).addresses).toEqual([]);
    // A day later nobody repeats it, and what was removed is not remembered longer than it has to be.
    world.clock.at += 86_400_000;
    await book.add(id, entry);
    expect((await world.ports.books.find(id)).removed).toBeUndefined();
  });

  it('remembers no more of what was removed than it has to', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    const book = addressBook(world.ports);
    for (let n = 0; n < 105; n += 1) await book.remove(id, (await book.add(id, entry)).entry.addressId);
    expect((await world.ports.books.find(id)).removed).toHaveLength(100);
  });

  it('knows an address that an earlier release added under the same key', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    const book = addressBook(world.ports);
    const digest = createHash('sha256').update(`${id} key-12345`).digest();
    const known = { addressId: idFrom('address', digest), isDefault: true, address: home };
    await world.ports.books.change(id, (before) => withAddresses(before, [known], new Date()));
    const again = await book.add(id, { ...entry, idempotencyKey: 'key-12345' });
    expect(again).toEqual({ entry: known, replayed: true });
  });

  it('gives every address an id that tells when it was added', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    const { entry: added } = await addressBook(world.ports).add(id, { ...entry, idempotencyKey: 'key-1' });
    world.clock.at += 5000;
    const again = await addressBook(world.ports).add(id, { ...entry, idempotencyKey: 'key-1' });
    expect(again.entry.addressId).toBe(added.addressId);
    expect(datedAt(added.addressId)).toBe(world.clock.at - 5000);
  });

  it('is full at some time, and then still changes', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    const book = addressBook(world.ports);
    for (let n = 0; n < MAX_ADDRESSES; n += 1) await book.add(id, entry);
    await expect(book.add(id, entry)).rejects.toMatchObject({ code: 'ADDRESS_BOOK_FULL' });
    await book.remove(id, (await world.ports.books.find(id)).addresses[0]?.addressId ?? 'adr_none');
    expect((await world.ports.books.find(id)).addresses).toHaveLength(MAX_ADDRESSES - 1);
    await expect(book.remove(id, 'adr_none')).rejects.toMatchObject({ code: 'ADDRESS_UNKNOWN' });
  });

  it('is not begun for an account that is erased at the same moment', async () => {
    let erased = false;
    const world = memoryUsers((items) => ({
      ...items,
      async write(writes, id) {
        if (!erased && writes.some((write) => 'put' in write && 'addresses' in write.put)) {
          erased = true;
          await deleteAccount(world.plain)({ userId: user.id, password: PASSWORD, sourceIp: SOURCE_IP });
        }
        return items.write(writes, id);
      },
    }));
    const user = await world.activeUser();
    await expect(addressBook(world.ports).add(user.id, entry)).rejects.toMatchObject({
      code: 'USER_UNKNOWN',
    });
    expect(await world.memory.get(addressBookKey(user.id))).toBeUndefined();
  });
});
