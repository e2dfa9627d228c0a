import { describe, expect, it } from '@jest/globals';
import { memoryUsers, type MemoryUsers, PASSWORD, signer, SOURCE_IP } from '../../test/memory-users.ts';
import { suspendUser } from '../accounts/suspend-user.ts';
import { rehashPassword } from '../passwords/rehash-password.ts';
import { logIn } from './log-in.ts';
import { deviceToken as makeDeviceToken, readDeviceToken } from './device-token.ts';
import { logOut } from './log-out.ts';
import { refreshSession } from './refresh-session.ts';
import { liveSessions, sessionsOf } from './sessions-of.ts';

const DAY_MS = 86_400_000;

function useCases({ ports }: Pick<MemoryUsers, 'ports'>) {
  const more = { signer, issuer: 'https://shop.test' };
  const login = logIn({ ...ports, ...more, rehash: rehashPassword(ports) });
  return {
    login: (identifier: string, password = PASSWORD, sourceIp = SOURCE_IP) =>
      login({ identifier, password, sourceIp, userAgent: 'test' }),
    refresh: refreshSession({ ...ports, ...more }),
    logOut: logOut(ports),
    sessions: { ...sessionsOf(ports), list: liveSessions(ports) },
  };
}

describe('log-in', () => {
  it('knows an account by its id, its name and its address', async () => {
    const world = memoryUsers();
    const { id, username, email } = await world.activeUser();
    const { login } = useCases(world);
    for (const identifier of [id, username.toUpperCase(), email.toUpperCase()]) {
      expect(await login(identifier)).toMatchObject({ userId: id, tokenType: 'Bearer' });
    }
  });

  it('refuses a wrong password, an unknown name, and accounts that may not', async () => {
    const world = memoryUsers();
    const { login } = useCases(world);
    const { id } = await world.activeUser();
    const pending = await world.pendingUser();
    await expect(login(id, 'Wrong-horse-7')).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
    await expect(login('nobody')).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
    await expect(login(pending.id)).rejects.toMatchObject({ code: 'NOT_ACTIVATED' });
    await suspendUser(world.ports, 'suspend')({ userId: id, by: 'usr_admin', reason: null });
    await expect(login(id)).rejects.toMatchObject({ code: 'ACCOUNT_SUSPENDED' });
  });

  it('of a known device knows it again, also when its hash is made anew, and not under another name', async () => {
    const world = memoryUsers();
    const ports = { ...world.ports, signer, issuer: 'https://shop.test' };
    const rehashed: string[] = [];
    const login = logIn({
      ...ports,
      rehash: (user, password) => {
        rehashed.push(user.id);
        return rehashPassword(world.ports)(user, password);
      },
    });
    const user = await world.activeUser({ passwordHash: `old ${PASSWORD}` });
    const { id } = user;
    const enter = (identifier: string, deviceToken?: string) =>
      login({ identifier, password: PASSWORD, sourceIp: SOURCE_IP, deviceToken });
    const idOf = (token: string) => readDeviceToken(token)?.id;
    const known = makeDeviceToken(user, new Date(world.clock.at));
    const { deviceToken } = await enter(id, known);
    expect(rehashed).toEqual([id]);
    expect(idOf(deviceToken)).toBe(idOf(known));
    expect(idOf((await enter(id, deviceToken)).deviceToken)).toBe(idOf(deviceToken));
    expect(rehashed).toEqual([id]);
    await expect(enter('nobody', deviceToken)).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
  });

  it('pretends to ask for a code where somebody guesses at the account, and nowhere else', async () => {
    const world = memoryUsers();
    const pretended: string[] = [];
    const logins = {
      ...world.ports.logins,
      pretend: (key: string, at: Date) => {
        pretended.push(key);
        return world.ports.logins.pretend(key, at);
      },
    };
    const { login } = useCases({ ports: { ...world.ports, logins } });
    const { id } = await world.activeUser();
    for (let n = 0; n < 6; n += 1) {
      await login(id, 'Wrong-horse-7').catch(() => undefined);
      world.clock.at += 60_000;
    }
    expect(pretended).toEqual([]);
    await login(id, 'Wrong-horse-7').catch(() => undefined);
    expect(pretended).toHaveLength(1);
    await login(id).catch(() => undefined);
    expect(pretended).toHaveLength(1);
  });

  it('lets guesses wait, and forgets them with the right password', async () => {
    const world = memoryUsers();
    const { login } = useCases(world);
    const { id } = await world.activeUser();
    for (let n = 0; n < 5; n += 1) await login(id, 'Wrong-horse-7').catch(() => undefined);
    await expect(login(id)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS', details: { retryAfter: 4 } });
    world.clock.at += 4000;
    await login(id);
    await expect(login(id, 'Wrong-horse-7')).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
  });

  it('gives no more guesses to who names one account in several ways', async () => {
    const world = memoryUsers();
    const { login } = useCases(world);
    const { id, username, email } = await world.activeUser();
    const guesses = [username, email, id, username, email].map((name) => () => login(name, 'Wrong-horse-7'));
    for (const guess of guesses) await expect(guess()).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
    for (const name of [username, email, id])
      await expect(login(name)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
  });

  it('forgets failures after an hour without one', async () => {
    const world = memoryUsers();
    const { login } = useCases(world);
    const { id } = await world.activeUser();
    for (let n = 0; n < 5; n += 1) await login(id, 'Wrong-horse-7').catch(() => undefined);
    world.clock.at += 3_601_000;
    for (let n = 0; n < 5; n += 1) {
      await expect(login(id, 'Wrong-horse-7')).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
    }
  });

  it('replaces a hash of weaker parameters, but not a password that was changed meanwhile', async () => {
    const world = memoryUsers();
    const { login } = useCases(world);
    const { id } = await world.activeUser({ passwordHash: `old ${PASSWORD}` });
    const before = await world.ports.users.read(id);
    await login(id);
    expect(await world.ports.users.read(id)).toMatchObject({ passwordHash: `new ${PASSWORD}` });
    await rehashPassword(world.ports)(before, 'Other-horse-8');
    expect(await world.ports.users.read(id)).toMatchObject({ passwordHash: `new ${PASSWORD}` });
    expect(world.told()).toEqual([]);
  });
});

describe('sessions', () => {
  it('are renewed with the newest token, and end when an older one comes back', async () => {
    const world = memoryUsers();
    const { login, refresh, sessions } = useCases(world);
    const { id } = await world.activeUser();
    const first = await login(id);
    const second = await refresh(first.refreshToken);
    expect(second.userId).toBe(id);
    expect(await sessions.list(id)).toHaveLength(1);
    world.clock.at += 10_001;
    await expect(refresh(first.refreshToken)).rejects.toMatchObject({ code: 'REFRESH_TOKEN_INVALID' });
    await expect(refresh(second.refreshToken)).rejects.toMatchObject({ code: 'REFRESH_TOKEN_INVALID' });
    expect(await sessions.list(id)).toEqual([]);
  });

  it('go on when the database’s answer to a renewal was lost', async () => {
    let lost = 0;
    const world = memoryUsers((items) => ({
      ...items,
      async write(writes, id) {
        const outcome = await items.write(writes, id);
        const [write] = writes;
        const isRenewal =
          writes.length === 1 && write !== undefined && 'put' in write && 'currentHash' in write.put;
        if (!isRenewal) return outcome;
        lost += 1;
        return items.write(writes, id);
      },
    }));
    const { login, refresh } = useCases(world);
    const { id } = await world.activeUser();
    const { refreshToken } = await refresh((await login(id)).refreshToken);
    expect(lost).toBe(1);
    expect((await refresh(refreshToken)).userId).toBe(id);
  });

  it('end after two weeks without use', async () => {
    const world = memoryUsers();
    const { login, refresh, sessions } = useCases(world);
    const { id } = await world.activeUser();
    const { refreshToken } = await login(id);
    world.clock.at += 14 * DAY_MS;
    await expect(refresh(refreshToken)).rejects.toMatchObject({ code: 'REFRESH_TOKEN_INVALID' });
    expect(await sessions.list(id)).toEqual([]);
  });

  it('end one by one, by log-out, and all at once', async () => {
    const world = memoryUsers();
    const { login, logOut: out, sessions, refresh } = useCases(world);
    const { id } = await world.activeUser();
    const other = await world.activeUser();
    const tokens = [await login(id), await login(id), await login(id)];
    const [newest] = await sessions.list(id);
    await expect(sessions.end(other.id, newest?.id ?? '')).rejects.toMatchObject({ code: 'SESSION_UNKNOWN' });
    await sessions.end(id, newest?.id ?? '');
    expect(await sessions.list(id)).toHaveLength(2);
    await out('worth nothing');
    for (const { refreshToken } of tokens.slice(0, 2)) await out(refreshToken);
    expect((await sessions.list(id)).length).toBeLessThanOrEqual(1);
    const { refreshToken } = await login(id);
    await sessions.endAll(id);
    expect(await sessions.list(id)).toEqual([]);
    await expect(refresh(refreshToken)).rejects.toMatchObject({ code: 'REFRESH_TOKEN_INVALID' });
  });
});
