import { describe, expect, it } from '@jest/globals';
import { memoryUsers, PASSWORD, SOURCE_IP } from '../../test/memory-users.ts';
import { checkAvailability } from './check-availability.ts';
import { registerUser } from './register-user.ts';

const mei = {
  username: { typed: 'Mei.Lin', compared: 'mei.lin' },
  email: { typed: 'Mei@Example.com', compared: 'mei@example.com' },
  password: PASSWORD,
  phone: '+8613800138000',
  locale: 'zh-CN' as const,
};

describe('registering', () => {
  it('opens an account and tells what others may know of it', async () => {
    const world = memoryUsers();
    const { userId, replayed } = await registerUser(world.ports)(mei);
    expect(replayed).toBe(false);
    expect(await world.ports.users.read(userId)).toMatchObject({ status: 'pending', version: 1 });
    expect(world.events).toMatchObject([
      {
        sequence: 1,
        data: {
          userId,
          username: 'Mei.Lin',
          email: 'Mei@Example.com',
          locale: 'zh-CN',
        },
      },
      { sequence: 1, data: { userId } },
    ]);
    // Nobody reads a phone number, and only who writes to the account reads who it is.
    expect(JSON.stringify(world.events)).not.toContain('138');
    expect(world.events[1]?.data).toEqual({ userId });
    expect(JSON.stringify(world.events)).not.toContain(PASSWORD);
  });

  it.each([
    ['USERNAME_TAKEN', { ...mei, email: { typed: 'b@c.de', compared: 'b@c.de' }, phone: undefined }],
    ['EMAIL_TAKEN', { ...mei, username: { typed: 'other', compared: 'other' }, phone: undefined }],
    [
      'PHONE_TAKEN',
      {
        ...mei,
        username: { typed: 'other', compared: 'other' },
        email: { typed: 'b@c.de', compared: 'b@c.de' },
      },
    ],
  ])('says %s, and leaves nothing', async (code, other) => {
    const world = memoryUsers();
    await registerUser(world.ports)(mei);
    const before = world.memory.all().length;
    await expect(registerUser(world.ports)(other)).rejects.toMatchObject({ code });
    expect(world.memory.all()).toHaveLength(before);
  });

  it('gives a name to one of two who want it at once', async () => {
    const world = memoryUsers();
    const outcomes = await Promise.allSettled([
      registerUser(world.ports)(mei),
      registerUser(world.ports)(mei),
    ]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(world.told()).toEqual(['user-registered']);
  });

  it('opens one account for a key, and refuses the key for another request', async () => {
    const world = memoryUsers();
    const keyed = { ...mei, idempotencyKey: 'key-12345' };
    const { userId } = await registerUser(world.ports)(keyed);
    expect(await registerUser(world.ports)(keyed)).toEqual({ userId, replayed: true });
    await expect(registerUser(world.ports)({ ...keyed, password: 'Other-horse-8' })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect(world.told()).toEqual(['user-registered']);
  });

  it('knows a request that comes late by what it asked for then, whatever the account has become', async () => {
    const world = memoryUsers();
    const keyed = { ...mei, idempotencyKey: 'key-12345' };
    const { userId } = await registerUser(world.ports)(keyed);
    await world.ports.users.change(userId, (user) => ({ state: { ...user, locale: 'en' } }));
    expect(await registerUser(world.ports)(keyed)).toEqual({ userId, replayed: true });
    await expect(registerUser(world.ports)({ ...keyed, locale: 'en' })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('knows an account that an earlier release opened under the same key by what it is', async () => {
    const world = memoryUsers();
    const keyed = { ...mei, idempotencyKey: 'key-12345' };
    const { userId } = await registerUser(world.ports)(keyed);
    await world.ports.users.change(userId, (user) => {
      const { requestHash: _, ...before } = user;
      return { state: before };
    });
    expect(await registerUser(world.ports)(keyed)).toEqual({ userId, replayed: true });
    await expect(registerUser(world.ports)({ ...keyed, locale: 'en' })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('refuses weak passwords and phone numbers that do not exist', async () => {
    const world = memoryUsers();
    await expect(registerUser(world.ports)({ ...mei, password: 'qwerty123' })).rejects.toMatchObject({
      code: 'PASSWORD_TOO_COMMON',
    });
    await expect(registerUser(world.ports)({ ...mei, phone: '+999123' })).rejects.toMatchObject({
      code: 'PHONE_INVALID',
    });
    expect(world.memory.all()).toEqual([]);
  });
});

describe('availability', () => {
  it('is told of a name, to a network thirty times a minute', async () => {
    const world = memoryUsers();
    const { username } = await world.activeUser();
    const check = checkAvailability(world.ports);
    const ask = (name: string) => check({ kind: 'username', name, sourceIp: SOURCE_IP });
    expect(await ask(username)).toEqual({ available: false });
    for (let n = 1; n < 30; n += 1) expect(await ask('free')).toEqual({ available: true });
    await expect(ask('free')).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    world.clock.at += 60_000;
    expect(await ask('free')).toEqual({ available: true });
  });
});
