import { describe, expect, it } from '@jest/globals';
import { memoryUsers, type MemoryUsers, PASSWORD, signer, SOURCE_IP } from '../../test/memory-users.ts';
import { logIn } from '../sessions/log-in.ts';
import { sessionKey, userKey } from '../users-table.ts';
import { deleteAccount } from './delete-account.ts';
import { forgetUser } from './forget-user.ts';
import { registerUser } from './register-user.ts';
import { searchUsers } from './search-users.ts';
import { suspendUser } from './suspend-user.ts';

const ADMIN = 'usr_admin' as const;
const remove = ({ ports }: MemoryUsers, userId: `usr_${string}`, password = PASSWORD) =>
  deleteAccount(ports)({ userId, password, sourceIp: SOURCE_IP });
const login = ({ ports }: MemoryUsers, identifier: string) =>
  logIn({ ...ports, signer, issuer: 'https://shop.test', rehash: (user) => Promise.resolve(user) })({
    identifier,
    password: PASSWORD,
    sourceIp: SOURCE_IP,
    userAgent: 'test',
  });

describe('suspending', () => {
  it('is told and recorded, and undone the same way', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    const command = { userId: id, by: ADMIN, reason: 'chargebacks' };
    expect((await suspendUser(world.ports, 'suspend')(command)).status).toBe('suspended');
    await expect(suspendUser(world.ports, 'suspend')(command)).rejects.toMatchObject({
      code: 'USER_STATE_CONFLICT',
    });
    world.clock.at += 1000;
    expect((await suspendUser(world.ports, 'reinstate')(command)).status).toBe('active');
    expect(world.told()).toEqual(['user-suspended', 'user-reinstated']);
    expect((await world.ports.audit.list(id)).map(({ action }) => action)).toEqual(['reinstate', 'suspend']);
  });

  it('is not for oneself, nor for nobody', async () => {
    const world = memoryUsers();
    const suspend = suspendUser(world.ports, 'suspend');
    await expect(suspend({ userId: ADMIN, by: ADMIN, reason: null })).rejects.toMatchObject({
      code: 'NOT_YOURSELF',
    });
    await expect(suspend({ userId: 'usr_none', by: ADMIN, reason: null })).rejects.toMatchObject({
      code: 'USER_UNKNOWN',
    });
  });
});

describe('deleting an account', () => {
  it('leaves nothing that a person typed, what administrators wrote about it included', async () => {
    const world = memoryUsers();
    const user = await world.activeUser({ phone: '+8613800138000' });
    const { refreshToken } = await login(world, user.id);
    const command = { userId: user.id, by: ADMIN, reason: 'Lin Mei asked for it' };
    await suspendUser(world.ports, 'suspend')(command);
    await suspendUser(world.ports, 'reinstate')(command);
    await remove(world, user.id);
    const left = JSON.stringify(world.memory.all());
    for (const text of [user.email, '+8613800138000', 'Lin Mei', SOURCE_IP]) expect(left).not.toContain(text);
    expect(await world.memory.get(sessionKey(refreshToken.split('.')[0] ?? ''))).toBeUndefined();
    expect(await world.ports.audit.list(user.id)).toMatchObject([{ reason: null }, { reason: null }]);
    expect(await world.memory.get(userKey(user.id))).toMatchObject({
      status: 'erased',
      _x: expect.any(String),
    });
    expect(world.told().at(-1)).toBe('user-erased');
    await expect(world.ports.users.read(user.id)).rejects.toMatchObject({ code: 'USER_UNKNOWN' });
  });

  it('touches nothing of an account that is suspended at the same moment', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    const { refreshToken } = await login(world, id);
    const suspension = { userId: id, by: ADMIN, reason: 'fraud' };
    const confirm: typeof world.ports.confirm = async (who) => {
      const confirmed = await world.ports.confirm(who);
      await suspendUser(world.ports, 'suspend')(suspension);
      return confirmed;
    };
    const late = deleteAccount({ ...world.ports, confirm });
    const command = { userId: id, password: PASSWORD, sourceIp: SOURCE_IP };
    await expect(late(command)).rejects.toMatchObject({ code: 'ACCOUNT_SUSPENDED' });
    expect(await world.ports.audit.list(id)).toMatchObject([{ reason: 'fraud' }]);
    expect(await world.memory.get(sessionKey(refreshToken.split('.')[0] ?? ''))).toBeDefined();
  });

  it('is finished by its event when it died halfway, with what came in between', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    const command = { userId: id, by: ADMIN, reason: 'Lin Mei asked for it' };
    await suspendUser(world.ports, 'suspend')(command);
    await suspendUser(world.ports, 'reinstate')(command);
    await login(world, id);
    const died = new Error('died');
    const sessions = { ...world.ports.sessions, list: () => Promise.reject(died) };
    const halfway = deleteAccount({ ...world.ports, sessions });
    await expect(halfway({ userId: id, password: PASSWORD, sourceIp: SOURCE_IP })).rejects.toBe(died);
    expect(world.told().at(-1)).toBe('user-erased');
    await forgetUser(world.ports)(id);
    await forgetUser(world.ports)(id);
    const left = JSON.stringify(world.memory.all());
    for (const text of ['Lin Mei', SOURCE_IP]) expect(left).not.toContain(text);
    expect(await world.ports.sessions.list(id)).toEqual([]);
  });

  it('knows what an earlier release left of an erased account', async () => {
    const world = memoryUsers();
    const erasedAt = '2026-01-01T00:00:00.000Z';
    await world.memory.write([{ put: { id: 'usr_gone', status: 'erased', version: 4, erasedAt } }]);
    expect(await world.ports.users.find('usr_gone')).toBeUndefined();
    await expect(
      suspendUser(world.ports, 'suspend')({ userId: 'usr_gone', by: ADMIN, reason: null }),
    ).rejects.toMatchObject({ code: 'USER_UNKNOWN' });
  });

  it('keeps the user name from others for thirty days and frees the address at once', async () => {
    const world = memoryUsers();
    const user = await world.activeUser();
    await remove(world, user.id);
    const register = registerUser(world.ports);
    const again = {
      username: { typed: user.username, compared: user.username },
      email: { typed: user.email, compared: user.email },
      password: PASSWORD,
      locale: 'en' as const,
    };
    await expect(register(again)).rejects.toMatchObject({ code: 'USERNAME_TAKEN' });
    world.clock.at += 30 * 86_400_000 + 1000;
    expect(await register(again)).toMatchObject({ replayed: false });
  });

  it('is not for who does not know the password, nor for who is suspended', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    await expect(remove(world, id, 'Wrong-horse-7')).rejects.toMatchObject({ code: 'WRONG_PASSWORD' });
    await suspendUser(world.ports, 'suspend')({ userId: id, by: ADMIN, reason: null });
    await expect(remove(world, id)).rejects.toMatchObject({ code: 'ACCOUNT_SUSPENDED' });
  });
});

describe('the directory', () => {
  it('goes through all accounts, those in use first, in the order of their addresses', async () => {
    const world = memoryUsers();
    const active = [];
    for (const name of ['c', 'a', 'b']) active.push(await world.activeUser({ email: `${name}@example.com` }));
    await world.pendingUser({ email: 'a-pending@example.com' });
    const search = searchUsers(world.ports);
    for (const limit of [1, 2, 3, 10]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await search({ limit, cursor });
        seen.push(...page.users.map(({ email }) => email));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(seen).toEqual(['a@example.com', 'b@example.com', 'c@example.com', 'a-pending@example.com']);
    }
  });

  it('names no address in its cursors, and goes on although the account at which a page ended is gone', async () => {
    const world = memoryUsers();
    const users = [];
    for (const name of ['a', 'b', 'c', 'd'])
      users.push(await world.activeUser({ email: `${name}@example.com` }));
    const search = searchUsers(world.ports);
    const { nextCursor } = await search({ limit: 2 });
    const cursor = nextCursor ?? '';
    expect(Buffer.from(cursor, 'base64url').toString()).not.toContain('example.com');
    await remove(world, users[1]!.id);
    const rest = await search({ limit: 2, cursor });
    expect(rest.users.map(({ email }) => email)).toEqual(['c@example.com', 'd@example.com']);
    await remove(world, users[0]!.id);
    await expect(search({ limit: 2, cursor })).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });

  it('refuses a cursor of another list, or of no list', async () => {
    const world = memoryUsers();
    for (const name of ['a', 'b']) await world.activeUser({ email: `${name}@example.com` });
    const search = searchUsers(world.ports);
    const { nextCursor } = await search({ limit: 1 });
    const cursor = nextCursor ?? '';
    const invalid = { code: 'CURSOR_INVALID' };
    await expect(search({ limit: 1, cursor, isActive: false })).rejects.toMatchObject(invalid);
    await expect(search({ limit: 1, cursor, q: 'x' })).rejects.toMatchObject(invalid);
    const typed = Buffer.from(JSON.stringify({ ids: 1, isActive: 'true' })).toString('base64url');
    await expect(search({ limit: 1, cursor: typed })).rejects.toMatchObject(invalid);
    const unknown = Buffer.from(JSON.stringify({ ids: 'usr_nobody,link#x,,', isActive: 'true' }));
    const made = unknown.toString('base64url');
    await expect(search({ limit: 1, cursor: made })).rejects.toMatchObject(invalid);
  });

  it('finds an account by id, by name, and by the beginning of its address', async () => {
    const world = memoryUsers();
    const { id, username, email } = await world.activeUser();
    await world.activeUser();
    const search = searchUsers(world.ports);
    for (const q of [id, username.toUpperCase(), email.slice(0, -3)]) {
      expect((await search({ q, limit: 10 })).users.map((user) => user.id)).toEqual([id]);
    }
  });
});
