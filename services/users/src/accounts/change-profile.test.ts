import { describe, expect, it } from '@jest/globals';
import { memoryUsers, PASSWORD, SOURCE_IP } from '../../test/memory-users.ts';
import { changeProfile } from './change-profile.ts';
import { suspendUser } from './suspend-user.ts';

const email = { typed: 'Lin@example.com', compared: 'lin@example.com' };

describe('changing the profile', () => {
  it('moves the phone number and tells of a change, but the number to nobody', async () => {
    const world = memoryUsers();
    const user = await world.activeUser({ phone: '+8613800138000' });
    const change = changeProfile(world.ports);
    await change({ userId: user.id, sourceIp: SOURCE_IP, phone: '+8613900139000' });
    const at = world.ports.now();
    expect(await world.ports.names.holder('phone', '+8613900139000', at)).toBe(user.id);
    expect(await world.ports.names.holder('phone', '+8613800138000', at)).toBeUndefined();
    expect(world.events).toMatchObject([{ type: 'users.user-updated.v1', data: { userId: user.id } }]);
    expect(JSON.stringify(world.events)).not.toContain('+8613900139000');
  });

  it('keeps both of two changes at once', async () => {
    const world = memoryUsers();
    const { id: userId } = await world.activeUser();
    const change = changeProfile(world.ports);
    await Promise.all([
      change({ userId, sourceIp: SOURCE_IP, phone: '+8613900139000' }),
      change({ userId, sourceIp: SOURCE_IP, locale: 'zh-CN' }),
    ]);
    expect(await world.ports.users.read(userId)).toMatchObject({ phone: '+8613900139000', locale: 'zh-CN' });
    expect(world.told()).toEqual(['user-updated', 'user-updated']);

    const { id: other } = await world.activeUser({ phone: '+8613700137000' });
    await Promise.all([
      change({ userId: other, sourceIp: SOURCE_IP, phone: null }),
      change({ userId: other, sourceIp: SOURCE_IP, locale: 'zh-CN' }),
    ]);
    const { phone, locale } = await world.ports.users.read(other);
    expect([phone, locale]).toEqual([undefined, 'zh-CN']);
  });

  it('asks for the password and a link before the address changes', async () => {
    const world = memoryUsers();
    const { id: userId, email: before } = await world.activeUser();
    const change = changeProfile(world.ports);
    const command = { userId, sourceIp: SOURCE_IP, email };
    await expect(change(command)).rejects.toMatchObject({ code: 'PASSWORD_NEEDED' });
    await expect(change({ ...command, password: 'Wrong-horse-7' })).rejects.toMatchObject({
      code: 'WRONG_PASSWORD',
    });
    const user = await change({ ...command, password: PASSWORD });
    expect(user).toMatchObject({ email: before, newEmail: { email: 'lin@example.com' } });
    expect(world.events.map(({ data }) => data)).toMatchObject([
      { email: before },
      { userId, letter: 'verify-new-email' },
    ]);
  });

  it('refuses names of others, and accounts that are suspended', async () => {
    const world = memoryUsers();
    const { id: userId } = await world.activeUser();
    await world.activeUser({ email: 'lin@example.com', phone: '+8613800138000' });
    const change = changeProfile(world.ports);
    const command = { userId, sourceIp: SOURCE_IP };
    await expect(change({ ...command, phone: '+8613800138000' })).rejects.toMatchObject({
      code: 'PHONE_TAKEN',
    });
    await expect(change({ ...command, email, password: PASSWORD })).rejects.toMatchObject({
      code: 'EMAIL_TAKEN',
    });
    await suspendUser(world.ports, 'suspend')({ userId, by: 'usr_admin', reason: null });
    await expect(change({ ...command, locale: 'zh-CN' })).rejects.toMatchObject({
      code: 'ACCOUNT_SUSPENDED',
    });
  });
});
