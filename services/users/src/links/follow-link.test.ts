import type { Items } from '@cartless/aggregate';
import { describe, expect, it } from '@jest/globals';
import { countedReads } from '../../test/counted-reads.ts';
import { memoryUsers, type MemoryUsers } from '../../test/memory-users.ts';
import { changeProfile } from '../accounts/change-profile.ts';
import { PASSWORD, SOURCE_IP } from '../../test/memory-users.ts';
import { reinstate, suspend } from '../accounts/user-change.ts';
import { requestLetter } from '../mails/request-letter.ts';
import { userKey } from '../users-table.ts';
import { followLink } from './follow-link.ts';

const LIN = { email: 'lin@example.com', typed: 'lin@example.com' };
const MEI = { email: 'mei@example.com', typed: 'mei@example.com' };

/** Does something between what a use case reads and what it writes, once. */
function interrupted() {
  const meanwhile: { do: (() => Promise<unknown>) | undefined } = { do: undefined };
  const around = (items: Items): Items => ({
    ...items,
    async write(writes, id) {
      const first = meanwhile.do;
      meanwhile.do = undefined;
      await first?.();
      return items.write(writes, id);
    },
  });
  return { meanwhile, around };
}

async function newcomer(world: MemoryUsers) {
  const user = await world.pendingUser();
  await world.send({ key: 'first', userId: user.id, letter: 'verify-email' });
  return { user, token: world.mails.at(-1)?.token ?? '' };
}

describe('following a link', () => {
  it('activates the account, once', async () => {
    const world = memoryUsers();
    const { user, token } = await newcomer(world);
    const follow = followLink(world.ports);
    expect(await Promise.all([follow(token), follow(token)])).toEqual([
      { userId: user.id },
      { userId: user.id },
    ]);
    expect(await follow(token)).toEqual({ userId: user.id });
    expect(world.told()).toEqual(['user-activated', 'mail-requested']);
    expect(await world.ports.users.read(user.id)).toMatchObject({
      status: 'active',
      version: user.version + 2,
    });
  });

  it('works although a second mail is asked for at the same moment', async () => {
    const { meanwhile, around } = interrupted();
    const world = memoryUsers(around);
    const { user, token } = await newcomer(world);
    const resend = requestLetter(world.plain, 'verify-email', ({ status }) => status === 'pending');
    meanwhile.do = () => resend(user.email);
    expect(await followLink(world.ports)(token)).toEqual({ userId: user.id });
    expect(world.told()).toEqual(['mail-requested', 'user-activated', 'mail-requested']);
    expect((await world.ports.users.read(user.id)).status).toBe('active');
  });

  it('loses to a newer link that was mailed meanwhile', async () => {
    const { meanwhile, around } = interrupted();
    const world = memoryUsers(around);
    const { user, token } = await newcomer(world);
    meanwhile.do = () => world.send({ key: 'second', userId: user.id, letter: 'verify-email' });
    await expect(followLink(world.ports)(token)).rejects.toMatchObject({ code: 'TOKEN_UNKNOWN' });
    await followLink(world.ports)(world.mails.at(-1)?.token ?? '');
    expect((await world.ports.users.read(user.id)).status).toBe('active');
  });

  it('counts as done when the answer of the database was lost', async () => {
    let lost = false;
    const world = memoryUsers((items) => ({
      ...items,
      async write(writes, id) {
        const outcome = await items.write(writes, id);
        const isAccount = writes.some(
          (write) => 'put' in write && String(write.put['id']).startsWith('usr_'),
        );
        if (lost || !isAccount) return outcome;
        lost = true;
        return items.write(writes, id);
      },
    }));
    const { user, token } = await newcomer(world);
    expect(await followLink(world.ports)(token)).toEqual({ userId: user.id });
    expect(lost).toBe(true);
    expect(world.told()).toEqual(['user-activated', 'mail-requested']);
  });

  it('expires, and knows no token that it did not give out', async () => {
    const world = memoryUsers();
    const { user, token } = await newcomer(world);
    const follow = followLink(world.ports);
    await expect(follow('nonsense')).rejects.toMatchObject({ code: 'TOKEN_UNKNOWN' });
    await expect(follow(`${user.id}.${'x'.repeat(43)}`)).rejects.toMatchObject({ code: 'TOKEN_UNKNOWN' });
    world.clock.at += 24 * 3_600_000;
    await expect(follow(token)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
    expect(world.told()).toEqual([]);
  });

  it('needs one read, and one more to come back to a link that moved the address', async () => {
    const { count, around } = countedReads();
    const world = memoryUsers(around);
    const { token } = await newcomer(world);
    const cost = async (link: string) => {
      const { reads } = count;
      await followLink(world.ports)(link);
      return count.reads - reads;
    };
    expect(await cost(token)).toBe(1);
    expect(await cost(token)).toBe(1);
    const { id } = await world.activeUser({ newEmail: LIN });
    await world.send({ key: 'k', userId: id, letter: 'verify-new-email' });
    const moving = world.mails.at(-1)?.token ?? '';
    expect(await cost(moving)).toBe(1);
    expect(await cost(moving)).toBe(2);
  });

  it('knows none of an account that has no link, or is gone', async () => {
    const world = memoryUsers();
    const follow = followLink(world.ports);
    const unknown = { code: 'TOKEN_UNKNOWN' };
    const { id } = await world.activeUser();
    await expect(follow(`${id}.${'x'.repeat(43)}`)).rejects.toMatchObject(unknown);
    const { user, token } = await newcomer(world);
    await world.memory.write([{ delete: userKey(user.id) }]);
    await expect(follow(token)).rejects.toMatchObject(unknown);
  });

  it('moves the account to the new address, by two clicks at once too, and frees the old one', async () => {
    const world = memoryUsers();
    const user = await world.activeUser();
    const email = { typed: 'Lin@example.com', compared: 'lin@example.com' };
    await changeProfile(world.ports)({ userId: user.id, email, password: PASSWORD, sourceIp: SOURCE_IP });
    await world.send({ key: 'k', userId: user.id, letter: 'verify-new-email' });
    const { to, token } = world.mails.at(-1) ?? { to: '', token: '' };
    expect(to).toBe('Lin@example.com');
    const follow = followLink(world.ports);
    await Promise.all([follow(token), follow(token)]);
    expect(await world.ports.users.read(user.id)).toMatchObject({ email: 'lin@example.com' });
    const at = world.ports.now();
    expect(await world.ports.names.holder('email', user.email, at)).toBeUndefined();
    expect(await world.ports.names.holder('email', 'lin@example.com', at)).toBe(user.id);
  });

  it('does nothing for an address that is not wanted any more', async () => {
    const world = memoryUsers();
    const { id, email } = await world.activeUser({ newEmail: LIN });
    await world.send({ key: 'k', userId: id, letter: 'verify-new-email' });
    const token = world.mails.at(-1)?.token ?? '';
    await world.ports.users.change(id, (user) => ({ state: { ...user, newEmail: MEI } }));
    await expect(followLink(world.ports)(token)).rejects.toMatchObject({ code: 'TOKEN_UNKNOWN' });
    expect(await world.ports.users.read(id)).toMatchObject({ email, newEmail: MEI });
  });

  it('moves no account that is suspended, and does when it is let in again', async () => {
    const world = memoryUsers();
    const { id, email } = await world.activeUser({ newEmail: LIN });
    const by = { by: 'usr_admin' as const, reason: 'chargebacks', at: new Date().toISOString() };
    await world.send({ key: 'k', userId: id, letter: 'verify-new-email' });
    const token = world.mails.at(-1)?.token ?? '';
    await world.ports.users.change(id, (user) => suspend(user, by));
    await expect(followLink(world.ports)(token)).rejects.toMatchObject({ code: 'ACCOUNT_SUSPENDED' });
    expect((await world.ports.users.read(id)).email).toBe(email);
    await world.ports.users.change(id, (user) => reinstate(user, by));
    await followLink(world.ports)(token);
    expect((await world.ports.users.read(id)).email).toBe(LIN.email);
  });

  it('says that a newer link, to another address, was followed meanwhile', async () => {
    const { meanwhile, around } = interrupted();
    const world = memoryUsers(around);
    const { id } = await world.activeUser({ newEmail: LIN });
    const mailed = async (key: string) => {
      await world.send({ key, userId: id, letter: 'verify-new-email' });
      return world.mails.at(-1)?.token ?? '';
    };
    const older = await mailed('first');
    meanwhile.do = async () => {
      await world.plain.users.change(id, (user) => ({ state: { ...user, newEmail: MEI } }));
      await followLink(world.plain)(await mailed('second'));
    };
    await expect(followLink(world.ports)(older)).rejects.toMatchObject({ code: 'TOKEN_UNKNOWN' });
    expect((await world.ports.users.read(id)).email).toBe(MEI.email);
  });

  it('says that the address was taken by somebody else meanwhile', async () => {
    const world = memoryUsers();
    const user = await world.activeUser({ newEmail: LIN });
    await world.send({ key: 'k', userId: user.id, letter: 'verify-new-email' });
    await world.activeUser({ email: 'lin@example.com' });
    await expect(followLink(world.ports)(world.mails.at(-1)?.token ?? '')).rejects.toMatchObject({
      code: 'EMAIL_TAKEN',
    });
    expect(await world.memory.get(userKey(user.id))).toMatchObject({ email: user.email });
  });
});
