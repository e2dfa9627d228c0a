import { describe, expect, it } from '@jest/globals';
import { memoryUsers, type MemoryUsers, PASSWORD, signer, SOURCE_IP } from '../../test/memory-users.ts';
import type { AppError } from '@cartless/domain';
import { suspendUser } from '../accounts/suspend-user.ts';
import type { ActiveUser } from '../accounts/user.ts';
import { changePassword } from '../passwords/change-password.ts';
import { rehashPassword } from '../passwords/rehash-password.ts';
import { resetPassword } from '../passwords/reset-password.ts';
import { logIn } from './log-in.ts';
import { logInByCode } from './log-in-by-code.ts';
import { sessionsOf } from './sessions-of.ts';

const WRONG = 'Wrong-horse-7';
const MINUTE = 60_000;
const CODE_REQUIRED = { code: 'CODE_REQUIRED' };
const CODE_INVALID = { code: 'CODE_INVALID' };
const ATTACKER = '203.0.113.66';
const ELSEWHERE = '198.51.100.20';

/** An account, and what its owner and others do; `attack` is guessed from many networks. */
async function attacked(world: MemoryUsers = memoryUsers(), known?: ActiveUser) {
  const { ports } = world;
  const more = { signer, issuer: 'https://shop.test' };
  const user = known ?? (await world.activeUser());
  const login = logIn({ ...ports, ...more, rehash: rehashPassword(ports) });
  const byCode = logInByCode({ ...ports, ...more });
  const enter = (
    password: string,
    sourceIp = SOURCE_IP,
    deviceToken?: string,
    identifier: string = user.id,
  ) => login({ identifier, password, sourceIp, deviceToken });
  const attack = async (guesses = 20) => {
    for (let n = 0; n < guesses; n += 1) {
      await enter(WRONG, `203.0.113.${n}`).catch(() => undefined);
      world.clock.at += 5000;
    }
  };
  let letters = 0;
  /** Delivers the letters about log-ins that were asked for, and answers the newest. */
  const mailed = async () => {
    const due = world.events.filter(({ type }) => type.includes('login-letter')).slice(letters);
    letters += due.length;
    for (const { id, time, data } of due) {
      const { letter } = data as { letter: 'login-code' };
      await world.send({ key: id, userId: user.id, letter, askedAt: new Date(time) });
    }
    return world.mails.at(-1);
  };
  const code = async () => (await mailed())?.token ?? '';
  const type = (typed: string, sourceIp = SOURCE_IP, identifier: string = user.id) =>
    byCode({ identifier, code: typed, sourceIp });
  return { ...world, user, enter, attack, mailed, code, type };
}

/** The same some hours later: the owner was told of the attack then, and the mailbox has room again. */
async function attackedAgain() {
  const world = await attacked();
  await world.attack();
  await world.mailed();
  world.clock.at += 120 * MINUTE;
  return world;
}

describe('an account under attack', () => {
  it('lets a known device in at once, for as long as the attack goes on', async () => {
    const { enter, attack } = await attacked();
    const { deviceToken } = await enter(PASSWORD);
    for (let round = 0; round < 3; round += 1) {
      await attack();
      await enter(PASSWORD, ELSEWHERE, deviceToken);
    }
    // What the owner does takes nothing from the attacker's record.
    await expect(enter(PASSWORD, ELSEWHERE)).rejects.toMatchObject(CODE_REQUIRED);
  });

  it('lets a new device in by a mailed code, which makes it a known one', async () => {
    const { enter, attack, code, type, mails, user } = await attacked();
    await attack();
    await expect(enter(PASSWORD)).rejects.toMatchObject(CODE_REQUIRED);
    const typed = await code();
    expect(mails.at(-1)).toMatchObject({ to: user.email, letter: 'login-code' });
    const { deviceToken, userId } = await type(typed);
    expect(userId).toBe(user.id);
    await attack();
    await enter(PASSWORD, ELSEWHERE, deviceToken);
  });

  it('answers the right password, a wrong one and an unknown name in the same way', async () => {
    const { enter, attack, told, clock } = await attacked();
    await attack();
    for (let n = 0; n < 8; n += 1) {
      await enter(WRONG, `203.0.113.${n}`, undefined, 'nobody').catch(() => undefined);
      clock.at += 5000;
    }
    const answer = async (identifier: string | undefined, password: string) => {
      const error: unknown = await enter(password, ATTACKER, undefined, identifier).catch((e: unknown) => e);
      const { kind, code, details } = error as AppError;
      return { kind, code, details };
    };
    const before = told().length;
    const wrong = await answer(undefined, WRONG);
    expect(wrong).toMatchObject(CODE_REQUIRED);
    expect(await answer('nobody', WRONG)).toEqual(wrong);
    expect(told()).toHaveLength(before);
    expect(await answer(undefined, PASSWORD)).toEqual(wrong);
    expect(told().slice(before)).toEqual(['login-letter-requested']);
  });

  it('is one only for an hour after the last failure, and not for the five that anybody may have', async () => {
    const { enter, clock } = await attacked();
    for (let n = 0; n < 5; n += 1) await enter(WRONG).catch(() => undefined);
    clock.at += 4000;
    await enter(PASSWORD);
    const other = await attacked();
    await other.attack();
    other.clock.at += 3_601_000;
    await other.enter(PASSWORD);
  });

  it('lets in by the code who guessed right at the same moment as others guessed wrong', async () => {
    const world = memoryUsers();
    const { enter: guess, user } = await attacked(world);
    const slow = {
      ...world.ports.passwords,
      async verify(hash: string, password: string) {
        for (let n = 0; n < 5; n += 1)
          await guess(WRONG, `203.0.113.${n}`, undefined, user.id).catch(() => undefined);
        return world.ports.passwords.verify(hash, password);
      },
    };
    const { enter, code, type } = await attacked(
      { ...world, ports: { ...world.ports, passwords: slow } },
      user,
    );
    await expect(enter(PASSWORD)).rejects.toMatchObject(CODE_REQUIRED);
    expect((await type(await code())).userId).toBe(user.id);
  });
});

describe('a mailed code', () => {
  it('is kept and not multiplied while it is good, and comes anew afterwards', async () => {
    const { enter, attack, code, type, mails, clock } = await attackedAgain();
    await attack();
    const ask = () => enter(PASSWORD).catch(() => undefined);
    await Promise.all([ask(), ask(), ask()]);
    const first = await code();
    const count = mails.length;
    clock.at += 14 * MINUTE;
    await ask();
    await code();
    expect(mails).toHaveLength(count);
    clock.at += 2 * MINUTE;
    await attack(1);
    await ask();
    const second = await code();
    expect(mails).toHaveLength(count + 1);
    await expect(type(first)).rejects.toMatchObject(CODE_INVALID);
    await type(second);
  });

  it('comes at once when the answer to the one before was lost', async () => {
    const { enter, attack, code, type } = await attackedAgain();
    await attack();
    await enter(PASSWORD).catch(() => undefined);
    await type(await code());
    await enter(PASSWORD).catch(() => undefined);
    await type((await code()).replace(/(.{4})/, ' $1 - '));
  });

  it('works once, for its account, for fifteen minutes', async () => {
    const { enter, attack, code, type, clock } = await attacked();
    await attack();
    await enter(PASSWORD).catch(() => undefined);
    const typed = await code();
    const other = await attacked();
    await expect(other.type(typed)).rejects.toMatchObject(CODE_INVALID);
    const outcomes = await Promise.allSettled([type(typed), type(typed)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    clock.at += 15 * MINUTE;
    await expect(type(typed)).rejects.toMatchObject(CODE_INVALID);
    const aged = async (minutes: number) => {
      const fresh = await attacked();
      await fresh.attack();
      await fresh.enter(PASSWORD).catch(() => undefined);
      const mailed = await fresh.code();
      expect(mailed).toMatch(/^\d{8}$/);
      fresh.clock.at += minutes * MINUTE;
      return fresh.type(mailed);
    };
    await aged(14);
    await expect(aged(15)).rejects.toMatchObject(CODE_INVALID);
  });

  it('is worth nothing after the password was changed, or everybody was logged out', async () => {
    const { enter, attack, code, type, ports, user } = await attacked();
    await attack();
    await enter(PASSWORD).catch(() => undefined);
    const typed = await code();
    const command = { userId: user.id, sourceIp: SOURCE_IP, current: PASSWORD, next: 'Other-horse-8' };
    await changePassword(ports)(command);
    await expect(type(typed)).rejects.toMatchObject(CODE_INVALID);

    const other = await attacked();
    await other.attack();
    await other.enter(PASSWORD).catch(() => undefined);
    const mailed = await other.code();
    await sessionsOf(other.ports).endAll(other.user.id);
    await expect(other.type(mailed)).rejects.toMatchObject(CODE_INVALID);
  });

  it('can be tried a few times, and nobody can use up the tries of who asked for it', async () => {
    const { enter, attack, code, type } = await attacked();
    await attack();
    await enter(PASSWORD).catch(() => undefined);
    const typed = await code();
    const wrong = typed === '00000000' ? '11111111' : '00000000';
    for (let n = 0; n < 60; n += 1)
      await expect(type(wrong, `203.0.113.${n}`)).rejects.toMatchObject(CODE_INVALID);
    // Not even the right one helps a stranger now, and the answer is the same.
    await expect(type(typed, ATTACKER)).rejects.toMatchObject(CODE_INVALID);
    for (let n = 0; n < 4; n += 1) await expect(type(wrong)).rejects.toMatchObject(CODE_INVALID);
    await type(typed);
  });

  it('cannot be tried more than five times from one network, for whatever name', async () => {
    const { type, attack, enter, code } = await attacked();
    await attack();
    await enter(PASSWORD).catch(() => undefined);
    const typed = await code();
    const wrong = typed === '00000000' ? '11111111' : '00000000';
    for (const name of [undefined, 'nobody']) {
      for (let n = 0; n < 5; n += 1)
        await expect(type(wrong, SOURCE_IP, name)).rejects.toMatchObject(CODE_INVALID);
      await expect(type(typed, SOURCE_IP, name)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    }
  });

  it('is mailed to nobody whose account is suspended', async () => {
    const { enter, attack, ports, user, told } = await attacked();
    await attack();
    await suspendUser(ports, 'suspend')({ userId: user.id, by: 'usr_admin', reason: null });
    const before = told().length;
    await expect(enter(PASSWORD)).rejects.toMatchObject(CODE_REQUIRED);
    expect(told()).toHaveLength(before);
  });
});

describe('a device token', () => {
  it('is slowed for itself alone when it is stolen, and tells a right guess by nothing but the log-in', async () => {
    const { enter, attack } = await attacked();
    const { deviceToken: stolen } = await enter(PASSWORD);
    const { deviceToken: kept } = await enter(PASSWORD);
    for (let n = 0; n < 5; n += 1)
      await expect(enter(WRONG, ATTACKER, stolen)).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
    for (const password of [WRONG, PASSWORD])
      await expect(enter(password, ATTACKER, stolen)).rejects.toMatchObject({
        code: 'TOO_MANY_ATTEMPTS',
        kind: 'too-many',
      });
    await attack();
    await enter(PASSWORD, ELSEWHERE, kept);
  });

  it('cannot be guessed with side by side', async () => {
    const { enter } = await attacked();
    const { deviceToken } = await enter(PASSWORD);
    const guesses = Array.from({ length: 30 }, () => enter(WRONG, ATTACKER, deviceToken));
    const outcomes = (await Promise.allSettled(guesses)).map((one) => (one as { reason: unknown }).reason);
    expect(outcomes.filter((error) => (error as { code: string }).code === 'BAD_CREDENTIALS').length).toBe(5);
  });

  it('stays that of the device when it is renewed at each log-in', async () => {
    const { enter } = await attacked();
    const { deviceToken } = await enter(PASSWORD);
    const renewed = await enter(PASSWORD, SOURCE_IP, deviceToken);
    expect(renewed.deviceToken.split('.')[0]).toBe(deviceToken.split('.')[0]);
    const fresh = await enter(PASSWORD);
    expect(fresh.deviceToken.split('.')[0]).not.toBe(deviceToken.split('.')[0]);
  });

  it('survives new parameters of the hash on the device that logs in', async () => {
    const world = memoryUsers();
    const { ports } = world;
    const { id } = await world.activeUser({ passwordHash: `old ${PASSWORD}` });
    const login = logIn({ ...ports, signer, issuer: 'https://shop.test', rehash: rehashPassword(ports) });
    const command = { identifier: id, password: PASSWORD, sourceIp: SOURCE_IP };
    const { deviceToken } = await login(command);
    for (let n = 0; n < 8; n += 1) {
      await login({ ...command, password: WRONG }).catch(() => undefined);
      world.clock.at += 5000;
    }
    await login({ ...command, deviceToken });
  });

  it.each([
    ['of somebody else', async ({ enter }: Attacked) => (await enter(PASSWORD)).deviceToken],
    ['that was made up', () => Promise.resolve(`${'A'.repeat(22)}.1800000000.${'A'.repeat(43)}`)],
    ['that is no token', () => Promise.resolve('device')],
  ])('%s makes no device known', async (_, tokenFrom) => {
    const { enter, attack } = await attacked();
    await attack();
    const token = await tokenFrom(await attacked());
    await expect(enter(PASSWORD, SOURCE_IP, token)).rejects.toMatchObject(CODE_REQUIRED);
  });

  it('is worth nothing after half a year, or with a new password', async () => {
    const old = await attacked();
    const { deviceToken } = await old.enter(PASSWORD);
    old.clock.at += 181 * 24 * 60 * MINUTE;
    await old.attack();
    await expect(old.enter(PASSWORD, SOURCE_IP, deviceToken)).rejects.toMatchObject(CODE_REQUIRED);

    const { enter, attack, ports, user, send, mails } = await attacked();
    const { deviceToken: before } = await enter(PASSWORD);
    await send({ key: 'reset', userId: user.id, letter: 'password-reset', askedAt: ports.now() });
    await resetPassword(ports)({ token: mails.at(-1)?.token ?? '', password: 'Other-horse-8' });
    await attack();
    await expect(enter('Other-horse-8', SOURCE_IP, before)).rejects.toMatchObject(CODE_REQUIRED);
  });
});
type Attacked = Awaited<ReturnType<typeof attacked>>;

describe('a network from which somebody guesses', () => {
  it('does not stop the right password of an account that is left alone', async () => {
    const world = memoryUsers();
    const { enter } = await attacked(world);
    const neighbour = await attacked(world);
    for (let n = 0; n < 120; n += 1)
      await enter(WRONG, ATTACKER, undefined, `victim${n}`).catch(() => undefined);
    await expect(enter(WRONG, ATTACKER, undefined, 'one-more')).rejects.toMatchObject({
      code: 'TOO_MANY_ATTEMPTS',
    });
    await neighbour.enter(PASSWORD, ATTACKER);
  });

  it('gets no more hashes than its share, and known devices there have their own', async () => {
    const world = memoryUsers();
    let hashes = 0;
    const passwords = {
      ...world.ports.passwords,
      waste: () => Promise.resolve((hashes += 1) < 0).then(() => false as const),
    };
    const counted = { ...world, ports: { ...world.ports, passwords } };
    const { enter } = await attacked(counted);
    const { deviceToken } = await enter(PASSWORD, ATTACKER);
    for (let n = 0; n < 700; n += 1)
      await enter(WRONG, ATTACKER, undefined, `victim${n}`).catch(() => undefined);
    expect(hashes).toBe(600);
    await expect(enter(PASSWORD, ATTACKER)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    await enter(PASSWORD, ATTACKER, deviceToken);
    await enter(PASSWORD, ELSEWHERE);
  });

  it('lets nobody log in without end, with the right password either', async () => {
    const { enter } = await attacked();
    for (let n = 0; n < 60; n += 1) await enter(PASSWORD);
    await expect(enter(PASSWORD)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  });
});

describe('the owner', () => {
  it('is told once a week at most that somebody keeps trying', async () => {
    const { attack, mailed, mails, clock, user } = await attacked();
    const hints = async () => {
      await mailed();
      return mails.filter(({ letter }) => letter === 'login-attack');
    };
    await attack(9);
    expect(await hints()).toEqual([]);
    await attack(30);
    expect(await hints()).toMatchObject([{ to: user.email }]);
    clock.at += 2 * 60 * MINUTE;
    await attack(30);
    expect(await hints()).toHaveLength(1);
    clock.at += 7 * 24 * 60 * MINUTE;
    await attack(30);
    expect(await hints()).toHaveLength(2);
  });

  it('confirms with the password in one session while a stolen token guesses in another', async () => {
    const { ports, user, attack } = await attacked();
    const change = (sessionId: string, current: string) =>
      changePassword(ports)({
        userId: user.id,
        sourceIp: ATTACKER,
        current,
        next: 'Other-horse-8',
        sessionId,
      });
    await attack();
    for (let n = 0; n < 5; n += 1)
      await expect(change('stolen', WRONG)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' });
    await expect(change('stolen', PASSWORD)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    await change('mine', PASSWORD);
  });
});
