import { describe, expect, it } from '@jest/globals';
import { memoryUsers, PASSWORD, SOURCE_IP } from '../../test/memory-users.ts';
import { suspendUser } from '../accounts/suspend-user.ts';

const WRONG = 'Wrong-horse-7';
const WRONG_PASSWORD = { code: 'WRONG_PASSWORD' };
const TOO_MANY_ATTEMPTS = { code: 'TOO_MANY_ATTEMPTS' };

/** Somebody who is logged in, and whoever has a token of one of the sessions. */
async function loggedIn(world = memoryUsers()) {
  const { id } = await world.activeUser();
  const confirm = (password: string, sessionId?: string) =>
    world.ports.confirm({ userId: id, password, sourceIp: SOURCE_IP, sessionId });
  const guess = async (times: number, sessionId?: string) => {
    for (let n = 0; n < times; n += 1) await confirm(WRONG, sessionId).catch(() => undefined);
  };
  return { ...world, id, confirm, guess };
}

describe('confirming with the password', () => {
  it('answers the account to who knows it, and nothing to who does not', async () => {
    const { id, confirm } = await loggedIn();
    expect(await confirm(PASSWORD, 'mine')).toMatchObject({ id });
    await expect(confirm(WRONG, 'mine')).rejects.toMatchObject(WRONG_PASSWORD);
  });

  it('is slowed after five wrong ones of a session, the right one too, and not in another session', async () => {
    const { confirm, guess, clock } = await loggedIn();
    await guess(5, 'stolen');
    for (const password of [PASSWORD, WRONG])
      await expect(confirm(password, 'stolen')).rejects.toMatchObject(TOO_MANY_ATTEMPTS);
    await confirm(PASSWORD, 'mine');
    clock.at += 4000;
    await confirm(PASSWORD, 'stolen');
  });

  it('is slowed by account where the token names no session', async () => {
    const world = memoryUsers();
    const [one, other] = [await loggedIn(world), await loggedIn(world)];
    await one.guess(5);
    await expect(one.confirm(PASSWORD)).rejects.toMatchObject(TOO_MANY_ATTEMPTS);
    await other.confirm(PASSWORD);
  });

  it('tells five of many guesses side by side that they were wrong', async () => {
    const { confirm } = await loggedIn();
    const guesses = Array.from({ length: 15 }, () =>
      confirm(WRONG, 'stolen').catch((error: unknown) => error),
    );
    const codes = (await Promise.all(guesses)).map((error) => (error as { code: string }).code);
    expect(codes.filter((code) => code === 'WRONG_PASSWORD')).toHaveLength(5);
    expect(codes.filter((code) => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(10);
  });

  it('cannot be asked for without end, with the right one either', async () => {
    const { confirm } = await loggedIn();
    for (let n = 0; n < 20; n += 1) await confirm(PASSWORD, 'mine');
    await expect(confirm(PASSWORD, 'mine')).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  });

  it('has the owner told that somebody keeps guessing', async () => {
    const { guess, told, clock } = await loggedIn();
    await guess(5, 'one');
    clock.at += 60_000;
    await guess(5, 'two');
    expect(told()).toEqual(['login-letter-requested']);
  });

  it('is refused to an account that is suspended or gone, though its token lives on', async () => {
    const { id, confirm, ports } = await loggedIn();
    await suspendUser(ports, 'suspend')({ userId: id, by: 'usr_admin', reason: null });
    await expect(confirm(PASSWORD, 'mine')).rejects.toMatchObject({ code: 'ACCOUNT_SUSPENDED' });
    const gone = ports.confirm({ userId: 'usr_gone', password: PASSWORD, sourceIp: SOURCE_IP });
    await expect(gone).rejects.toMatchObject({ code: 'USER_UNKNOWN' });
  });
});
