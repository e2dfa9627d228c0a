import { describe, expect, it } from '@jest/globals';
import { memoryUsers, PASSWORD, signer, SOURCE_IP } from '../../test/memory-users.ts';
import { suspendUser } from '../accounts/suspend-user.ts';
import { rehashPassword } from '../passwords/rehash-password.ts';
import { sessionKey } from '../users-table.ts';
import { logIn } from './log-in.ts';
import { refreshSession } from './refresh-session.ts';
import { GRACE_MS } from './session.ts';
import { sessionsOf } from './sessions-of.ts';

const ENDED = { code: 'REFRESH_TOKEN_INVALID' };

/** Somebody who is logged in; each call of `container` is another container, with a clock of its own. */
async function loggedIn() {
  const world = memoryUsers();
  const { id } = await world.activeUser();
  const more = { signer, issuer: 'https://shop.test' };
  const login = logIn({ ...world.ports, ...more, rehash: rehashPassword(world.ports) });
  const { refreshToken } = await login({ identifier: id, password: PASSWORD, sourceIp: SOURCE_IP });
  const container = (clockAhead = 0) =>
    refreshSession({ ...world.ports, ...more, now: () => new Date(world.clock.at + clockAhead) });
  const [sessionId = ''] = refreshToken.split('.');
  const stored = () => world.memory.get(sessionKey(sessionId));
  return { ...world, id, first: refreshToken, container, sessionId, stored };
}

describe('a refresh token that comes again', () => {
  it('gets the same next one on any container, when two tabs renew at once', async () => {
    const { first, container } = await loggedIn();
    const answers = await Promise.all([container()(first), container()(first), container()(first)]);
    expect(new Set(answers.map(({ refreshToken }) => refreshToken)).size).toBe(1);
    expect(answers[0]?.refreshToken).not.toBe(first);
    await container()(answers[0]?.refreshToken ?? '');
  });

  it('gets the same next one when the answer was lost, and that one works', async () => {
    const { first, container, clock, stored } = await loggedIn();
    const lost = await container()(first);
    const before = await stored();
    clock.at += GRACE_MS;
    const again = await container()(first);
    expect(again.refreshToken).toBe(lost.refreshToken);
    expect(await stored()).toEqual(before);
    clock.at += GRACE_MS;
    expect((await container()(again.refreshToken)).refreshToken).not.toBe(again.refreshToken);
  });

  it('ends the session ten seconds after the renewal, however often it came meanwhile', async () => {
    const { first, container, clock } = await loggedIn();
    const { refreshToken } = await container()(first);
    clock.at += GRACE_MS - 1;
    await container()(first);
    clock.at += 2;
    await expect(container()(first)).rejects.toMatchObject(ENDED);
    await expect(container()(refreshToken)).rejects.toMatchObject(ENDED);
  });

  it('ends the session at once when it is an older one', async () => {
    const { first, container } = await loggedIn();
    const second = await container()(first);
    const third = await container()(second.refreshToken);
    await expect(container()(first)).rejects.toMatchObject(ENDED);
    await expect(container()(third.refreshToken)).rejects.toMatchObject(ENDED);
  });

  it('is no way to the newest one for who knows the table or an old token alone', async () => {
    const { first, container, stored } = await loggedIn();
    const { refreshToken } = await container()(first);
    const text = JSON.stringify(await stored());
    for (const part of refreshToken.split('.').slice(1)) expect(text).not.toContain(part);
    const other = await loggedIn();
    const { refreshToken: elsewhere } = await other.container()(other.first);
    expect(elsewhere.split('.')[2]).not.toBe(refreshToken.split('.')[2]);
  });

  it('is judged by clocks that differ by some seconds, and not by one that is an hour ahead', async () => {
    const { first, container } = await loggedIn();
    const { refreshToken } = await container(6000)(first);
    expect((await container(-3000)(first)).refreshToken).toBe(refreshToken);
    const other = await loggedIn();
    await other.container(3_600_000)(other.first);
    await expect(other.container()(other.first)).rejects.toMatchObject(ENDED);
  });

  it('gets nothing from a session that was ended, or an account that was suspended', async () => {
    const { first, container, ports, id, sessionId } = await loggedIn();
    await container()(first);
    await sessionsOf(ports).end(id, sessionId);
    await expect(container()(first)).rejects.toMatchObject(ENDED);

    const other = await loggedIn();
    await other.container()(other.first);
    await suspendUser(other.ports, 'suspend')({ userId: other.id, by: 'usr_admin', reason: null });
    await expect(other.container()(other.first)).rejects.toMatchObject(ENDED);
  });

  it('gets nothing after a renewal by the release before, which keeps what an earlier one left', async () => {
    const { first, container, memory, sessionId } = await loggedIn();
    await container()(first);
    await memory.write([{ update: sessionKey(sessionId), set: { currentHash: 'made at random' } }]);
    await expect(container()(first)).rejects.toMatchObject(ENDED);
  });
});
