import { describe, expect, it } from '@jest/globals';
import { countedReads } from '../../test/counted-reads.ts';
import { memoryUsers, type MemoryUsers, PASSWORD, signer, SOURCE_IP } from '../../test/memory-users.ts';
import { logIn } from '../sessions/log-in.ts';
import { refreshSession } from '../sessions/refresh-session.ts';
import { liveSessions } from '../sessions/sessions-of.ts';
import { changePassword } from './change-password.ts';
import { rehashPassword } from './rehash-password.ts';

const NEXT = 'Other-horse-8';
const command = { sourceIp: SOURCE_IP, current: PASSWORD, next: NEXT };

function useCases({ ports }: MemoryUsers) {
  const more = { signer, issuer: 'https://shop.test' };
  const login = logIn({ ...ports, ...more, rehash: rehashPassword(ports) });
  return {
    change: changePassword(ports),
    login: (identifier: string) => login({ identifier, password: PASSWORD, sourceIp: SOURCE_IP }),
    refresh: refreshSession({ ...ports, ...more }),
    live: liveSessions(ports),
  };
}

describe('changing a password', () => {
  it('needs the present one', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    const change = changePassword(world.ports);
    await expect(change({ ...command, userId: id, current: 'Wrong-horse-7' })).rejects.toMatchObject({
      code: 'WRONG_PASSWORD',
    });
    await change({ ...command, userId: id });
    expect(await world.ports.users.read(id)).toMatchObject({ passwordHash: `new ${NEXT}` });
  });

  it('ends all sessions but the one that asks, and one that is gone is no hindrance', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    const { change, login, refresh, live } = useCases(world);
    const [kept, ended] = [await login(id), await login(id)];
    const sessionId = kept.refreshToken.split('.')[0] ?? '';
    await change({ ...command, userId: id, sessionId });
    await expect(refresh(ended.refreshToken)).rejects.toMatchObject({ code: 'REFRESH_TOKEN_INVALID' });
    expect((await refresh(kept.refreshToken)).userId).toBe(id);
    await change({ ...command, userId: id, current: NEXT, next: 'Third-horse-9', sessionId: 'gone' });
    expect(await live(id)).toEqual([]);
    expect(world.told()).toEqual(['mail-requested', 'mail-requested']);
  });

  it('takes neither the user name nor the address for a password', async () => {
    const world = memoryUsers();
    const { id, username, email } = await world.activeUser({ username: 'mei.lin.88' });
    const change = changePassword(world.ports);
    for (const next of [username, email])
      await expect(change({ ...command, userId: id, next })).rejects.toMatchObject({
        code: 'PASSWORD_TOO_COMMON',
      });
  });

  it('does not overwrite one that was set since the present one was confirmed', async () => {
    const world = memoryUsers();
    const { id } = await world.activeUser();
    const slowly = {
      ...world.ports.passwords,
      async hash(password: string) {
        await changePassword(world.ports)({ ...command, userId: id, next: 'Third-horse-9' });
        return `new ${password}`;
      },
    };
    const change = changePassword({ ...world.ports, passwords: slowly });
    await expect(change({ ...command, userId: id })).rejects.toMatchObject({ code: 'ACCOUNT_CHANGED' });
    expect(await world.ports.users.read(id)).toMatchObject({ passwordHash: 'new Third-horse-9' });
  });

  it('reads no more than confirming does', async () => {
    const { count, around } = countedReads();
    const world = memoryUsers(around);
    const { id } = await world.activeUser();
    await world.ports.confirm({ userId: id, password: PASSWORD, sourceIp: SOURCE_IP });
    const { reads } = count;
    await changePassword(world.ports)({ ...command, userId: id });
    expect(count.reads).toBe(2 * reads);
  });
});
