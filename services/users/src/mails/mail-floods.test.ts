import { MailRequested, type UserId, UserRegistered } from '@cartless/domain';
import { describe, expect, it } from '@jest/globals';
import { memoryUsers, type MemoryUsers, PASSWORD, SOURCE_IP } from '../../test/memory-users.ts';
import { changeProfile } from '../accounts/change-profile.ts';
import { registerUser } from '../accounts/register-user.ts';
import type { Letter } from '../accounts/user.ts';
import { secretHash } from '../links/secret-link.ts';
import { changePassword } from '../passwords/change-password.ts';
import { resetPassword } from '../passwords/reset-password.ts';
import { requestLetter } from './request-letter.ts';

/** Hands every letter that was asked for since the last time to the mail worker; those that wait are asked for again. */
function postman(world: MemoryUsers) {
  let seen = 0;
  let waiting: typeof world.events = [];
  return async () => {
    const due = [...waiting, ...world.events.slice(seen)];
    seen = world.events.length;
    waiting = [];
    for (const event of due) {
      if (event.type !== UserRegistered.type && event.type !== MailRequested.type) continue;
      const {
        userId,
        letter = 'verify-email',
        to,
      } = event.data as { userId: UserId; letter?: Letter; to?: string };
      const command = { key: event.id, userId, letter, to, askedAt: new Date(event.time) };
      await world.send(command).catch((error: { code?: string }) => {
        expect(error.code).toBe('MAILBOX_FULL');
        waiting.push(event);
      });
    }
  };
}
/** Nothing keeps anybody from asking: what is proved here holds behind all the other limits. */
const unlimited = (world: MemoryUsers) => ({
  ...world.ports,
  allowances: { use: () => Promise.resolve({ used: 0, secondsLeft: 1 }) },
});
const joining = (n: number, email: string) => ({
  username: { typed: `joiner${n}`, compared: `joiner${n}` },
  email: { typed: email, compared: email },
  password: PASSWORD,
  locale: 'en' as const,
});
const writtenTo = (username: string, email: string) => ({ username, email, typed: { username, email } });
const numbers = (length: number) => Array.from({ length }, (_, n) => n);
const forgot = (world: MemoryUsers) =>
  requestLetter(unlimited(world), 'password-reset', ({ status }) => status !== 'suspended');
const sent = (world: MemoryUsers) => world.mails.map(({ letter }) => letter);

describe('a flood of mail', () => {
  it('is two letters for forty registrations with one mailbox', async () => {
    const world = memoryUsers();
    const deliver = postman(world);
    for (const n of numbers(40)) await registerUser(world.ports)(joining(n, `vic+${n}@gmail.com`));
    await registerUser(world.ports)(joining(41, 'v.i.c@googlemail.com'));
    await deliver();
    expect(sent(world)).toEqual(['verify-email', 'verify-email']);
    expect(world.leftOut).toHaveLength(39);
  });

  it('is two letters for twenty-five changes to an address of somebody else, of many accounts too', async () => {
    const world = memoryUsers();
    const deliver = postman(world);
    for (const n of numbers(25)) {
      const { id: userId } = await world.activeUser();
      const address = `stranger+${n}@example.com`;
      const email = { typed: address, compared: address };
      await changeProfile(unlimited(world))({ userId, sourceIp: SOURCE_IP, email, password: PASSWORD });
    }
    await deliver();
    expect(sent(world)).toEqual(['verify-new-email', 'verify-new-email']);
  });

  it('is three links, however often a new password is asked for, and the last one works', async () => {
    const world = memoryUsers();
    const deliver = postman(world);
    const user = await world.activeUser();
    for (let n = 0; n < 9; n += 1) {
      await forgot(world)(user.email);
      await deliver();
      world.clock.at += 60_000;
    }
    expect(sent(world)).toEqual(Array.from({ length: 3 }, () => 'password-reset'));
    await resetPassword(world.ports)({ token: world.mails.at(-1)?.token ?? '', password: 'Next-horse-8' });
  });

  it('does not keep an owner from a link to a new password', async () => {
    const world = memoryUsers();
    const deliver = postman(world);
    const owner = await world.activeUser(writtenTo('owner', 'owner@example.com'));
    // Registers with the owner's mailbox, and wants links for what was registered.
    for (const n of numbers(6)) {
      const address = `owner+${n}@example.com`;
      await registerUser(world.ports)(joining(n, address));
      for (let m = 0; m < 3; m += 1) await forgot(world)(address);
    }
    await deliver();
    expect(world.mails).toHaveLength(2);
    await forgot(world)(owner.email);
    await deliver();
    expect(world.mails.at(-1)).toMatchObject({ to: owner.typed.email, letter: 'password-reset' });
    await resetPassword(world.ports)({ token: world.mails.at(-1)?.token ?? '', password: 'Next-horse-8' });
  });

  it('warns of every change of a password, later when there were several, and once of those since', async () => {
    const world = memoryUsers();
    const deliver = postman(world);
    const { id: userId } = await world.activeUser();
    const change = changePassword(world.ports);
    let current = PASSWORD;
    for (const n of numbers(6)) {
      await change({ userId, current, next: `Next-horse-${n}`, sourceIp: SOURCE_IP });
      current = `Next-horse-${n}`;
      await deliver();
      world.clock.at += 60_000;
    }
    expect(sent(world)).toEqual(['password-changed']);
    world.clock.at += 3_600_000;
    await deliver();
    await deliver();
    expect(sent(world)).toEqual(['password-changed', 'password-changed']);
    expect(world.leftOut).toEqual([]);
  });

  it('stays two letters when their messages come twice, SES fails, or all come at the same moment', async () => {
    const world = memoryUsers();
    const users = await Promise.all(
      numbers(12).map((n) => world.pendingUser(writtenTo(`twin${n}`, `twin+${n}@example.com`))),
    );
    const send = (n: number) =>
      world.send({ key: `k${n}`, userId: users[n]?.id ?? 'usr_none', letter: 'verify-email' });
    world.outcome.next = 'failed';
    for (let tries = 0; tries < 3; tries += 1) await expect(send(0)).rejects.toThrow('failed');
    world.outcome.next = undefined;
    expect(await send(0)).toBe('sent');
    expect(await send(0)).toBe('done before');
    for (let round = 0; round < 12; round += 1) await Promise.allSettled(numbers(12).map(send));
    expect(world.mails).toHaveLength(2);
    expect(await send(11)).toBe('done before');
  });

  it('is over an hour after the first letter, to the second', async () => {
    const world = memoryUsers();
    const user = await world.pendingUser();
    const send = (key: string) => world.send({ key, userId: user.id, letter: 'verify-email' });
    expect([await send('a'), await send('b'), await send('c')]).toEqual(['sent', 'sent', 'left out']);
    world.clock.at += 3_599_000;
    expect(await send('d')).toBe('left out');
    world.clock.at += 1000;
    expect(await send('e')).toBe('sent');
  });

  it('leaves the link alone that was sent before', async () => {
    const world = memoryUsers();
    const user = await world.pendingUser();
    const send = (key: string) => world.send({ key, userId: user.id, letter: 'verify-email' });
    await send('a');
    await send('b');
    const before = await world.ports.links.find(user.id);
    expect(await send('c')).toBe('left out');
    expect((await world.ports.links.find(user.id)).link).toEqual(before.link);
  });

  it('leaves no address in what is counted', async () => {
    const world = memoryUsers();
    const user = await world.pendingUser(writtenTo('hidden', 'hidden@example.com'));
    await world.send({ key: 'a', userId: user.id, letter: 'verify-email' });
    const counted = world.memory.all().filter(({ id }) => String(id).startsWith('mailbox#'));
    expect(counted).toHaveLength(1);
    expect(JSON.stringify(counted)).not.toContain('hidden');
  });
});

describe('what is remembered of the letters to a mailbox', () => {
  it('leads neither to an account nor, without the address, from one letter to another', async () => {
    const world = memoryUsers();
    const user = await world.activeUser();
    await forgot(world)(user.email);
    await postman(world)();
    const kept = world.memory.all().filter(({ id }) => String(id).startsWith('mailbox#'));
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(user.id);
    const [event] = world.events.slice(-1);
    expect(JSON.stringify(kept)).not.toContain(secretHash(event?.id ?? ''));
  });
});
