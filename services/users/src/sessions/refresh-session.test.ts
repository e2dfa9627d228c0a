import { describe, expect, it } from '@jest/globals';
import { countedReads } from '../../test/counted-reads.ts';
import { memoryUsers, PASSWORD, signer, SOURCE_IP } from '../../test/memory-users.ts';
import { newSecret } from '../links/secret-link.ts';
import { rehashPassword } from '../passwords/rehash-password.ts';
import { userKey } from '../users-table.ts';
import { logIn } from './log-in.ts';
import { logOut } from './log-out.ts';
import { refreshSession } from './refresh-session.ts';
import { liveSessions } from './sessions-of.ts';

const ENDED = { code: 'REFRESH_TOKEN_INVALID' };
const DAY_MS = 86_400_000;

async function loggedIn(around?: Parameters<typeof memoryUsers>[0]) {
  const world = memoryUsers(around);
  const { id } = await world.activeUser();
  const more = { signer, issuer: 'https://shop.test' };
  const login = logIn({ ...world.ports, ...more, rehash: rehashPassword(world.ports) });
  const { refreshToken } = await login({ identifier: id, password: PASSWORD, sourceIp: SOURCE_IP });
  return {
    ...world,
    id,
    token: refreshToken,
    refresh: refreshSession({ ...world.ports, ...more }),
    logOut: logOut(world.ports),
    live: () => liveSessions(world.ports)(id),
  };
}

describe('a text that is no refresh token', () => {
  it.each([
    ['nothing', () => ''],
    ['nothing but dots', () => '..'],
    ['a character too many', (token: string) => `${token}A`],
    ['a character before it', (token: string) => `A${token}`],
    ['a character too few', (token: string) => token.slice(0, -1)],
    ['a part too few', (token: string) => token.slice(0, token.lastIndexOf('.'))],
    ['a part too many', (token: string) => `${token}.A`],
    ['a session of another name', (token: string) => `${'A'.repeat(22)}${token.slice(22)}`],
    ['a family of another name', (token: string) => token.replace(/\..{22}\./, `.${'A'.repeat(22)}.`)],
    ['a family with a character too many', (token: string) => token.replace(/\.(.{22})\./, '.$1A.')],
  ])('with %s, gets nothing and ends nothing', async (_, textOf) => {
    const { token, refresh, logOut: out, live } = await loggedIn();
    await expect(refresh(textOf(token))).rejects.toMatchObject(ENDED);
    await out(textOf(token));
    expect(await live()).toHaveLength(1);
    await refresh(token);
  });
});

describe('a refresh token', () => {
  it('that was made up by who knows the others of the session ends it, before its first renewal too', async () => {
    for (const renewals of [0, 1]) {
      const { token, refresh, live } = await loggedIn();
      for (let n = 0; n < renewals; n += 1) await refresh(token);
      const madeUp = `${token.slice(0, token.lastIndexOf('.'))}.${newSecret()}`;
      await expect(refresh(madeUp)).rejects.toMatchObject(ENDED);
      expect(await live()).toEqual([]);
    }
  });

  it('can be renewed for thirty days, and not a moment longer', async () => {
    const { token, refresh, clock, live } = await loggedIn();
    let newest = token;
    for (const days of [13, 13, 3]) {
      clock.at += days * DAY_MS;
      newest = (await refresh(newest)).refreshToken;
    }
    clock.at += DAY_MS - 1;
    newest = (await refresh(newest)).refreshToken;
    expect(await live()).toHaveLength(1);
    clock.at += 1;
    await expect(refresh(newest)).rejects.toMatchObject(ENDED);
    expect(await live()).toEqual([]);
  });

  it('is the same as before when the new access token could not be signed', async () => {
    const { token, refresh, ports } = await loggedIn();
    const down = { keyId: 'test', sign: () => Promise.reject(new Error('down')) };
    await expect(refreshSession({ ...ports, signer: down, issuer: '' })(token)).rejects.toThrow();
    expect((await refresh(token)).refreshToken).not.toBe(token);
  });

  it('is worth nothing when its account is gone', async () => {
    const { id, token, refresh, memory } = await loggedIn();
    await memory.write([{ delete: userKey(id) }]);
    await expect(refresh(token)).rejects.toMatchObject(ENDED);
  });

  it('is renewed with two reads, of the session and of the account', async () => {
    const { count, around } = countedReads();
    const { token, refresh } = await loggedIn(around);
    const { reads } = count;
    await refresh(token);
    expect(count.reads - reads).toBe(2);
  });

  it('logs its session out, an older one of the session too', async () => {
    const { token, refresh, logOut: out, live } = await loggedIn();
    const { refreshToken } = await refresh(token);
    await out(token);
    expect(await live()).toEqual([]);
    await out(refreshToken);
  });
});
